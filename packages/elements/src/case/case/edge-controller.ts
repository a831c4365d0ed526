import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { openEdge } from '../../internal/case-edge.js';

/** Holds the edge colour of the open case. */
export class EdgeController implements ReactiveController {
  #held?: { caseId: string; release: () => void };

  constructor(
    private readonly host: ReactiveControllerHost & { isConnected: boolean },
    private readonly caseId: () => string | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const caseId = this.host.isConnected ? this.caseId() : undefined;
    if (caseId === this.#held?.caseId) return;
    this.hostDisconnected();
    if (caseId) this.#held = { caseId, release: openEdge(caseId) };
  }

  hostDisconnected(): void {
    this.#held?.release();
    this.#held = undefined;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }
}
