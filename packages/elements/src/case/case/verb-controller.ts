import type { DiemcauError } from '@diemcau/protocol';
import type { CaseStore } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { parseMoment } from '../../internal/format/parse-moment.js';
import type { DialogVerb, OpenDialog } from './verb-dialog.js';
import type { ActionVerb } from './action-bar.js';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What is wrong with the text of a verb. */
function faultOf(verb: DialogVerb, text: string): OpenDialog['fault'] {
  if (verb === 'end' || verb === 'leave') return undefined;
  if (verb !== 'schedule') return text === '' ? 'empty' : undefined;
  const start = parseMoment(text);
  return !start ? 'no-time' : Date.parse(start) < Date.now() ? 'past' : undefined;
}

/** Gives the case's verbs, after asking for what they need. Nothing is done until the store says so. */
export class VerbController implements ReactiveController {
  dialog?: OpenDialog;
  error?: DiemcauError;

  constructor(
    private readonly host: Host,
    private readonly store: () => CaseStore | undefined,
    private readonly others: { submit: () => void; leave: () => Promise<void>; failed: (error: DiemcauError) => void },
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const element = this.host.renderRoot.querySelector<HTMLDialogElement>('#verb');
    if (!element || element.open === (this.dialog !== undefined)) return;
    if (this.dialog) element.showModal();
    else element.close(); // gives the focus back to where it was
  }

  /** A button of the bar. */
  readonly act = (verb: ActionVerb): void => {
    if (verb === 'submit') return this.others.submit();
    if (verb === 'accept' || verb === 'start') return void this.#give((store) => store[verb]());
    this.ask(verb);
  };

  /** Opens the dialog of a verb. */
  ask(verb: DialogVerb): void {
    this.dialog = { verb, text: '', sending: false };
    this.host.requestUpdate();
  }

  readonly change = (text: string): void => {
    if (this.dialog) this.dialog = { ...this.dialog, text, fault: undefined };
  };

  readonly cancel = (): void => {
    if (!this.dialog || this.dialog.sending) return;
    this.dialog = undefined;
    this.host.requestUpdate();
  };

  readonly confirm = async (): Promise<void> => {
    const { dialog } = this;
    if (!dialog || dialog.sending) return;
    const text = dialog.text.trim();
    const fault = faultOf(dialog.verb, text);
    if (fault) {
      this.#show({ ...dialog, fault });
      await this.host.updateComplete;
      this.host.renderRoot.querySelector<HTMLElement>('#verb-field')?.focus();
      return;
    }
    this.#show({ ...dialog, fault: undefined, sending: true, error: undefined });
    const error = await this.#run(dialog.verb, text);
    this.#show(error ? { ...dialog, sending: false, error } : undefined);
    if (error) this.others.failed(error);
  };

  #show(dialog: OpenDialog | undefined): void {
    this.dialog = dialog;
    this.host.requestUpdate();
  }

  async #run(verb: DialogVerb, text: string): Promise<DiemcauError | undefined> {
    const store = this.store();
    if (!store) return undefined;
    try {
      if (verb === 'leave') await this.others.leave();
      else if (verb === 'end') await store.end();
      else if (verb === 'schedule') await store.schedule({ start: parseMoment(text)! });
      else await store[verb](text);
      return undefined;
    } catch (error) {
      return error as DiemcauError;
    }
  }

  async #give(verb: (store: CaseStore) => Promise<unknown>): Promise<void> {
    const store = this.store();
    if (!store) return;
    this.error = undefined;
    try {
      await verb(store);
    } catch (error) {
      this.error = error as DiemcauError;
      this.others.failed(this.error);
    }
    this.host.requestUpdate();
  }
}
