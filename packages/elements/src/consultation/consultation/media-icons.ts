import { svg } from 'lit';
import { draw } from '../../internal/icons.js';

/** Icons of what is heard and seen. */
export const mediaIcons = {
  microphone: draw(
    svg`<path d="M12 2.5a3 3 0 0 1 3 3V11a3 3 0 0 1-6 0V5.5a3 3 0 0 1 3-3zM5.5 10.5V11a6.5 6.5 0 0 0 13 0v-.5M12 17.5v4M8.5 21.5h7"/>`,
  ),
  microphoneOff: draw(
    svg`<path d="M3 3l18 18M9 9v2a3 3 0 0 0 4.5 2.6M15 11V5.5a3 3 0 0 0-5.8-1M5.5 10.5V11a6.5 6.5 0 0 0 10.5 5M18.2 13a6.5 6.5 0 0 0 .3-2.5M12 17.5v4M8.5 21.5h7"/>`,
  ),
  camera: draw(svg`<path d="M3 6h12v12H3zM15 10.5l6-3.5v10l-6-3.5z"/>`),
  cameraOff: draw(svg`<path d="M3 3l18 18M3 6.5V18h12v-3M9 6h6v6M15 10.5l6-3.5v10l-3-1.7"/>`),
  speaker: draw(svg`<path d="M4 9.5h4l5-4.5v14l-5-4.5H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12"/>`),
  screen: draw(svg`<path d="M3 4h18v12.5H3zM8.5 20.5h7M12 16.5v4M12 13V7.5M9.5 10L12 7.5l2.5 2.5"/>`),
  settings: draw(
    svg`<path d="M4 7h9M18 7h2M4 17h2M11 17h9"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="8.5" cy="17" r="2.5"/>`,
  ),
} as const;
