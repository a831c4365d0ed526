import type { RecordSection } from '@diemcau/fhir';
import type { DiemcauError } from '@diemcau/protocol';
import type { RecordStore, RecordStoreState } from '@diemcau/sdk';
import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LocalizedElement } from '../../../internal/localized-element.js';
import type { Say } from '../views/say.js';
import type * as messages from './restricted.messages.js';
import type * as view from './restricted-view.js';

type Part = Pick<typeof view, 'restrictedView'> & Pick<typeof messages, 'restrictedMessages'>;

/** Says that something is restricted, and asks for the reason. Its view comes with the first record that needs it. */
export class RestrictedController implements ReactiveController {
  readonly #host: LocalizedElement;
  readonly #store: () => RecordStore | undefined;
  #part?: Part;
  #bringing?: Promise<unknown>;
  #dialog?: view.GlassDialog;
  /** Reason that was given last, for a host that logs it itself. */
  reason = '';

  constructor(host: LocalizedElement, store: () => RecordStore | undefined) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  hostUpdated(): void {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>('#glass');
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Nothing of it stays: the access is over, or the record is another patient's. */
  close(): void {
    this.#dialog = undefined;
    this.reason = '';
  }

  view(now: Readonly<RecordStoreState>, ofCase: boolean, say: Say): TemplateResult | typeof nothing {
    const { restricted } = now;
    if (!restricted) return nothing;
    if (!this.#part) {
      this.#bringing ??= this.#bring().catch(() => (this.#bringing = undefined));
      return nothing;
    }
    const { restrictedView, restrictedMessages } = this.#part;
    const locale = this.#host.currentLocale;
    const words = restrictedMessages.peek(locale) ?? restrictedMessages.peek('vi')!;
    if (!restrictedMessages.peek(locale)) void restrictedMessages.load(locale).then(() => this.#host.requestUpdate());
    const names = Object.entries(now.sections).flatMap(([name, { masked }]) =>
      masked ? [say.t.sections[name as RecordSection].toLocaleLowerCase(locale)] : [],
    );
    return restrictedView({
      restricted,
      sections: names.join(', '),
      ofCase,
      dialog: this.#dialog && {
        ...this.#dialog,
        ...(this.#dialog.error ? { error: say.error(this.#dialog.error as DiemcauError) } : {}),
      },
      words,
      ask: () => this.#set({ sending: false }),
      confirm: (reason) => void this.#confirm(reason),
      cancel: () => this.#set(undefined),
    });
  }

  async #bring(): Promise<void> {
    const [{ restrictedView }, { restrictedMessages }] = await Promise.all([
      import('./restricted-view.js'),
      import('./restricted.messages.js'),
    ]);
    this.#part = { restrictedView, restrictedMessages };
    this.#host.requestUpdate();
  }

  async #confirm(reason: string): Promise<void> {
    this.#set({ sending: true });
    try {
      this.reason = reason.trim();
      await this.#store()?.breakGlass(reason);
      this.#set(undefined);
    } catch (caught) {
      const error = caught as DiemcauError;
      this.#set(error.code === 'request/invalid' ? { sending: false, fault: 'too-short' } : { sending: false, error });
    }
  }

  #set(dialog: view.GlassDialog | undefined): void {
    this.#dialog = dialog;
    this.#host.requestUpdate();
  }
}
