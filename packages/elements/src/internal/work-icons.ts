import { svg } from 'lit';
import { draw } from './icons.js';

/** Icons of more than one element that works on cases. */
export const workIcons = {
  plus: draw(svg`<path d="M12 4v16M4 12h16"/>`),
  next: draw(svg`<path d="M5 12h14M13 6l6 6-6 6"/>`),
  person: draw(svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.5 4-6.5 8-6.5s7.2 2 8 6.5"/>`),
  sign: draw(
    svg`<path d="M3 20h18M4 15c3-8 5-11 6.5-10s-.5 6-3 9.5c4-3.5 5-4 5.5-3s-.5 2.5.5 2.5 2-1.5 3-1.5 1 1.5 3 1.5"/>`,
  ),
  calendar: draw(svg`<path d="M4 5h16v16H4zM4 10h16M8 2.5V6M16 2.5V6"/>`),
  send: draw(svg`<path d="M3.5 4l17.5 8-17.5 8 3-8zM6.5 12H21"/>`),
} as const;
