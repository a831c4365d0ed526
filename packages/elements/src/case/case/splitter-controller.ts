import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Widths of the talk pane in px. */
export const talkWidth = { least: 280, most: 720, first: 384, step: 24 };

/** The divider between record and talk: dragged by pointer, moved by arrow keys. */
export class SplitterController implements ReactiveController {
  width = talkWidth.first;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.style.setProperty('--_talk', `${this.width}px`);
  }

  /** Arrow keys on the divider: left makes the talk wider. */
  readonly keys = (event: KeyboardEvent): void => {
    const { step, least, most } = talkWidth;
    const to = { ArrowLeft: this.width + step, ArrowRight: this.width - step, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#set(to);
  };

  /** Begins a drag. */
  readonly drag = (event: PointerEvent): void => {
    const divider = event.currentTarget as HTMLElement;
    divider.setPointerCapture(event.pointerId);
    const right = this.host.getBoundingClientRect().right;
    const move = ({ clientX }: PointerEvent) => this.#set(right - clientX);
    divider.addEventListener('pointermove', move);
    divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', move), {
      once: true,
    });
  };

  #set(width: number): void {
    const room = Math.max(talkWidth.least, this.host.clientWidth - 400);
    this.width = Math.round(Math.min(Math.max(width, talkWidth.least), talkWidth.most, room));
    this.host.style.setProperty('--_talk', `${this.width}px`);
    this.host.requestUpdate();
  }
}
