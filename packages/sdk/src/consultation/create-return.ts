import { DiemcauError } from '@diemcau/protocol';
import type { Session } from '../internal/session.types.js';

interface Deps {
  session: Pick<Session, 'online' | 'onLine' | 'onResync'>;
  /** Whether this end is in the consultation. */
  wanted(): boolean;
  /** Enters again under the same participant id. */
  enter(): Promise<void>;
  /** The gateway does not let this end in any more. */
  refused(error: DiemcauError): void;
}

/** Milliseconds before a try that the gateway could not answer is made again. */
const againAfter = 2_000;

/**
 * Brings this end back into the gateway's roster when the gateway forgot it (it was restarted, or the line was lost too
 * long), and tries until it is in or refused. Media need no gateway and go on meanwhile.
 */
export function createReturn({ session, wanted, enter, refused }: Deps) {
  let outside = false;
  let entering = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function tryNow() {
    clearTimeout(timer);
    if (!outside || entering || !session.online) return;
    if (!wanted()) return void (outside = false);
    entering = true;
    try {
      await enter();
      outside = false;
    } catch (caught) {
      const error = DiemcauError.from(caught);
      if (error.retryable) timer = setTimeout(() => void tryNow(), againAfter);
      else {
        outside = false;
        if (wanted()) refused(error);
      }
    } finally {
      entering = false;
    }
  }

  const leave = [
    session.onResync(() => {
      outside = true;
      void tryNow();
    }),
    session.onLine((online) => online && void tryNow()),
  ];

  const stop = () => {
    outside = false;
    clearTimeout(timer);
  };
  return {
    /** Gives up until the gateway forgets this end again. */
    stop,
    close() {
      stop();
      for (const one of leave) one();
    },
  };
}
