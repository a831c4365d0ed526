import { css } from 'lit';

/**
 * Design tokens. The host sets `--diemcau-color-*`, `--diemcau-font-*`, `--diemcau-space-*`, `--diemcau-radius` anywhere above;
 * elements use the resolved private `--_*` only. Dark is chosen by `<diemcau-network theme>` and reflected as the attribute `dark`.
 */
export const tokens = css`
  :host {
    --_ground: var(--diemcau-color-ground, #eef1f5);
    --_surface: var(--diemcau-color-surface, #ffffff);
    --_raised: var(--diemcau-color-raised, #f6f8fa);
    --_line: var(--diemcau-color-line, #cfd6de);
    --_line-strong: var(--diemcau-color-line-strong, #75828f);
    --_text: var(--diemcau-color-text, #16202a);
    --_muted: var(--diemcau-color-muted, #50606f);
    --_accent: var(--diemcau-color-accent, #0a5ea8);
    --_on-accent: var(--diemcau-color-on-accent, #ffffff);
    --_accent-soft: var(--diemcau-color-accent-soft, #e4eff9);
    --_focus: var(--diemcau-color-focus, #0a5ea8);
    --_critical: var(--diemcau-color-critical, #b3141c);
    --_critical-soft: var(--diemcau-color-critical-soft, #fdebec);
    --_attention: var(--diemcau-color-attention, #8a5200);
    --_attention-soft: var(--diemcau-color-attention-soft, #fff3dc);
    --_done: var(--diemcau-color-done, #1a6b3c);
    --_done-soft: var(--diemcau-color-done-soft, #e5f5ea);
    --_unavailable: var(--diemcau-color-unavailable, #5a6672);
    --_unavailable-soft: var(--diemcau-color-unavailable-soft, #e9edf1);
    --_shade: var(--diemcau-color-shade, rgb(16 28 40 / 12%));

    --_font: var(
      --diemcau-font-family,
      system-ui,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Liberation Sans',
      Arial,
      sans-serif
    );
    --_size: var(--diemcau-font-size, 15px);
    --_size-table: var(--diemcau-font-size-table, 14px);
    --_size-small: var(--diemcau-font-size-small, 13px);
    --_size-large: var(--diemcau-font-size-large, 18px);
    --_leading: var(--diemcau-font-leading, 1.5);
    --_leading-table: var(--diemcau-font-leading-table, 1.35);

    --_1: var(--diemcau-space-1, 4px);
    --_2: var(--diemcau-space-2, 8px);
    --_3: var(--diemcau-space-3, 12px);
    --_4: var(--diemcau-space-4, 16px);
    --_5: var(--diemcau-space-5, 24px);
    --_6: var(--diemcau-space-6, 32px);
    --_radius: var(--diemcau-radius, 6px);
    --_target: 32px;
  }
  @media (pointer: coarse) {
    :host {
      --_target: 44px;
    }
  }
  :host([dark]) {
    color-scheme: dark;
    --_ground: var(--diemcau-color-ground, #10161c);
    --_surface: var(--diemcau-color-surface, #18212a);
    --_raised: var(--diemcau-color-raised, #212c37);
    --_line: var(--diemcau-color-line, #3a4754);
    --_line-strong: var(--diemcau-color-line-strong, #8795a3);
    --_text: var(--diemcau-color-text, #e8edf2);
    --_muted: var(--diemcau-color-muted, #a9b6c3);
    --_accent: var(--diemcau-color-accent, #6db5f5);
    --_on-accent: var(--diemcau-color-on-accent, #08131d);
    --_accent-soft: var(--diemcau-color-accent-soft, #1b3348);
    --_focus: var(--diemcau-color-focus, #8cc6f9);
    --_critical: var(--diemcau-color-critical, #ff8d8d);
    --_critical-soft: var(--diemcau-color-critical-soft, #44191c);
    --_attention: var(--diemcau-color-attention, #f4b860);
    --_attention-soft: var(--diemcau-color-attention-soft, #3b2c12);
    --_done: var(--diemcau-color-done, #74cf95);
    --_done-soft: var(--diemcau-color-done-soft, #16351f);
    --_unavailable: var(--diemcau-color-unavailable, #a4b0bc);
    --_unavailable-soft: var(--diemcau-color-unavailable-soft, #2a343e);
    --_shade: var(--diemcau-color-shade, rgb(0 0 0 / 50%));
  }
`;
