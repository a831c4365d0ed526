import type { RecordStoreState } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows of the first frame, and that each further frame adds: no frame makes a long task, on an old PC neither. */
const [firstFrameRows, frameRows] = [12, 18];
/** Milliseconds after which the rest of a record is slow to come. */
const restIsSlow = 1_000;

type Host = ReactiveControllerHost & { readonly isConnected: boolean };

interface Of {
  state(): Readonly<RecordStoreState> | undefined;
  /** Rows that all sections have together, their headings counted. */
  all(now: Readonly<RecordStoreState>): number;
  /** Somebody points: what is pointed at must be there when it is scrolled to. */
  isPointed(): boolean;
}

/** How many rows of the first pages are drawn: some more with each frame. */
export class RowsController implements ReactiveController {
  now = firstFrameRows;
  readonly #host: Host;
  readonly #of: Of;
  #adding = false;
  #rest?: ReturnType<typeof setTimeout> | 'slow';

  constructor(host: Host, of: Of) {
    this.#host = host;
    this.#of = of;
    host.addController(this);
  }

  /** The next record begins with a small first frame again. */
  restart(): void {
    this.now = firstFrameRows;
  }

  /** All of them with the next update; whether some were not there yet. */
  bringAll(): boolean {
    if (this.now === Infinity) return false;
    this.now = Infinity;
    this.#host.requestUpdate();
    return true;
  }

  hostUpdated(): void {
    const now = this.#of.state();
    this.#waitForRest(now);
    if (!now || !isShown(now) || this.#adding || this.now >= this.#of.all(now)) return;
    if (now.status === 'loading' && this.#rest !== 'slow') return;
    this.#adding = true;
    requestAnimationFrame(this.#add);
  }

  hostDisconnected(): void {
    this.#waitForRest(undefined);
  }

  readonly #add = () => {
    this.#adding = false;
    this.now += this.#of.isPointed() ? Infinity : frameRows;
    this.#host.requestUpdate();
  };

  /** What is shown first is drawn again when the rest is there: more rows of it come only where that takes its time. */
  #waitForRest(now: Readonly<RecordStoreState> | undefined): void {
    if (now && now.status === 'loading' && isShown(now) && this.#host.isConnected) {
      this.#rest ??= setTimeout(() => {
        this.#rest = 'slow';
        this.#host.requestUpdate();
      }, restIsSlow);
      return;
    }
    if (this.#rest !== 'slow') clearTimeout(this.#rest);
    this.#rest = undefined;
  }
}

/** Something of it is on screen: all, or the newest pages while the rest is being read. */
function isShown({ status, patient }: RecordStoreState): boolean {
  return status === 'ready' || (status === 'loading' && patient !== undefined);
}
