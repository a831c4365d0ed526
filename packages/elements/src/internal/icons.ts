import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A 24-unit line icon, drawn for this project. Decoration: the word stands beside, or the control carries an `aria-label`. */
export const draw = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shape}
  </svg>`;

/** Icons of more than one element by meaning; the first four are the four signs. */
export const icons = {
  offline: draw(
    svg`<path d="M3 3l18 18M8.5 16a5 5 0 0 1 6-.8M5 12.5a10 10 0 0 1 4.5-2.6M14.5 9.8A10 10 0 0 1 19 12.5M12 20h.01"/>`,
  ),
  queued: draw(svg`<path d="M6 3h12M6 21h12M7 3v4l5 5 5-5V3M7 21v-4l5-5 5 5v4"/>`),
  sent: draw(svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`),
  seen: draw(svg`<path d="M2.5 13l4 4 8-9M11 16l1.5 1 9-10"/>`),
  critical: draw(svg`<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM12 7.5v5.5M12 16.5h.01"/>`),
  attention: draw(svg`<path d="M12 3.5L2.5 20h19zM12 10v4.5M12 17.5h.01"/>`),
  done: draw(svg`<circle cx="12" cy="12" r="9"/><path d="M8 12.5l2.8 2.8L16 9.5"/>`),
  unavailable: draw(svg`<circle cx="12" cy="12" r="9"/><path d="M5.8 5.8l12.4 12.4"/>`),
  info: draw(svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5h.01"/>`),
  verified: draw(svg`<path d="M12 2.5l8 3v6c0 5-3.5 8.5-8 10-4.5-1.5-8-5-8-10v-6zM8.5 12l2.5 2.5 4.5-5"/>`),
  unverified: draw(svg`<path d="M12 2.5l8 3v6c0 5-3.5 8.5-8 10-4.5-1.5-8-5-8-10v-6zM12 7.5V13M12 16.5h.01"/>`),
  clock: draw(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>`),
  close: draw(svg`<path d="M5 5l14 14M19 5L5 19"/>`),
  refresh: draw(svg`<path d="M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.6 7.5M4.5 14a8 8 0 0 0 13.9 2.5"/>`),
  back: draw(svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`),
  people: draw(
    svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.6-4 3.2-5.5 6.5-5.5s5.9 1.5 6.5 5.5M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18 14.8c2 .8 3.2 2.5 3.5 5.2"/>`,
  ),
  minutes: draw(svg`<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5"/>`),
  print: draw(svg`<path d="M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z"/>`),
  call: draw(
    svg`<path d="M6.5 3H10l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5l1.5-2.5 5 1.5v3.5A3 3 0 0 1 18 20.5C10 20 4 14 3.5 6a3 3 0 0 1 3-3z"/>`,
  ),
  leave: draw(svg`<path d="M3 14.5c5-5.5 13-5.5 18 0l-1.5 3-4.5-1.2v-3c-2-.7-4-.7-6 0v3L4.5 17.5z"/>`),
  line: draw(svg`<path d="M4 20v-4M9.5 20v-8M15 20V8M20.5 20V4"/>`),
  trend: draw(svg`<path d="M3.5 3.5v17h17M7 15l4-5 3.5 3L20 6.5"/>`),
  pointer: draw(svg`<path d="M5 3l14 8-6 1.5L10 19z"/>`),
  keys: draw(svg`<path d="M2.5 6h19v12h-19zM6 10h.01M9 10h.01M12 10h.01M15 10h.01M18 10h.01M7.5 14h9"/>`),
} as const;
