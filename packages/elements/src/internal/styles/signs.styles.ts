import { css } from 'lit';

/** Badges of meaning, the four signs (offline, queued, sent, seen), notices, skeletons. Each is doubled by an icon and a word. */
export const signs = css`
  .badge,
  .sign {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    padding: 1px var(--_2);
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_unavailable-soft);
    color: var(--_unavailable);
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 1.45;
    white-space: nowrap;
  }
  .sign {
    padding-inline: 0;
    background: none;
    color: var(--_muted);
  }
  .badge.critical {
    background: var(--_critical-soft);
    color: var(--_critical);
  }
  .badge.attention {
    background: var(--_attention-soft);
    color: var(--_attention);
  }
  .badge.done {
    background: var(--_done-soft);
    color: var(--_done);
  }
  .badge.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .sign.offline,
  .sign.queued {
    color: var(--_attention);
  }
  .sign.seen {
    color: var(--_done);
  }
  .notice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_1) var(--_3);
    align-items: start;
    padding: var(--_3) var(--_4);
    border: 1px solid var(--_line);
    border-inline-start: 5px solid var(--_unavailable);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .notice > svg {
    margin-block-start: 2px;
  }
  .notice.critical {
    border-inline-start-color: var(--_critical);
  }
  .notice.critical > svg {
    color: var(--_critical);
  }
  .notice.attention {
    border-inline-start-color: var(--_attention);
  }
  .notice.attention > svg {
    color: var(--_attention);
  }
  .notice.done {
    border-inline-start-color: var(--_done);
  }
  .notice.done > svg {
    color: var(--_done);
  }
  .skeleton {
    block-size: 1.2em;
    border-radius: 4px;
    background: var(--_unavailable-soft);
  }
  @media (forced-colors: active) {
    .badge {
      border-color: CanvasText;
    }
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
