import type { RecordSection } from '@diemcau/fhir';
import type { RecordStore } from '@diemcau/sdk';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { icons } from '../../../internal/icons.js';
import type { LocalizedElement } from '../../../internal/localized-element.js';
import type { Say } from '../views/say.js';
import type { CopiesPanel } from './panel/copies-panel.js';

/** What is printed and exported, as it is now. */
export interface Copied {
  caseId: string;
  store: RecordStore;
  say: Say;
  sections: readonly { name: RecordSection; title: string }[];
  /** Section that the person went to last. */
  current?: RecordSection;
  /** Who prints, and where. */
  person?: string;
  site?: string;
  watermark?: string;
}

/** "Print / export": one button; everything behind it is brought when it is pressed. */
export class CopiesController implements ReactiveController {
  readonly #host: LocalizedElement;
  readonly #copied: () => Copied | undefined;
  readonly #showAll: () => void;
  #panel?: CopiesPanel;
  #isComing = false;

  constructor(
    host: LocalizedElement,
    {
      copied,
      showAll,
    }: { copied(): Copied | undefined; /** Renders at once what frames would still add. */ showAll(): void },
  ) {
    this.#host = host;
    this.#copied = copied;
    this.#showAll = showAll;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#showAll);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#showAll);
    this.#panel?.close();
  }

  readonly #open = async () => {
    if (this.#isComing) return;
    this.#isComing = true;
    this.#host.requestUpdate();
    try {
      const { CopiesPanel } = await import('./panel/copies-panel.js');
      this.#panel ??= new CopiesPanel(this.#host, this.#copied);
      await this.#panel.open();
    } finally {
      this.#isComing = false;
      this.#host.requestUpdate();
    }
  };

  view({ t }: Say): TemplateResult {
    return html`<div class="copies">
      <button type="button" class="button quiet" ?disabled=${this.#isComing} @click=${this.#open}>
        ${icons.print}${t.copies}
      </button>
      ${this.#panel?.view() ?? nothing}
    </div>`;
  }
}
