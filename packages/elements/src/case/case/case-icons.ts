import { svg } from 'lit';
import { draw } from '../../internal/icons.js';

/** Icons of the parts of a case. */
export const caseIcons = {
  down: draw(svg`<path d="M5 9l7 7 7-7"/>`),
  up: draw(svg`<path d="M5 15l7-7 7 7"/>`),
  site: draw(svg`<path d="M4 21V8l8-5 8 5v13M2.5 21h19M12 8v6M9 11h6M9.5 21v-4h5v4"/>`),
  record: draw(svg`<path d="M6 2.5h9l4 4v15H6zM14.5 2.5v4.5h4.5M9 12h7M9 16h7"/>`),
  consent: draw(svg`<path d="M6 2.5h12v19H6zM9 8l1.5 1.5L13.5 7M9 13.5h6M9 17h4"/>`),
  message: draw(svg`<path d="M4 4.5h16v12H10l-4.5 4V16.5H4z"/>`),
} as const;
