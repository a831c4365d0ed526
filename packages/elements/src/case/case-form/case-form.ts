import type { CaseDraftState, CaseDraftStore, NetworkState, RecordSource } from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { caseWords } from '../../internal/case-words/case-words.messages.js';
import { DiemcauElement } from '../../internal/diemcau-element.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { timeText } from '../../internal/format/time-text.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { looksLikePersonalId } from '../../internal/looks-like-personal-id.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { sign } from '../../internal/signs/sign.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { WaitController } from '../../internal/wait-controller.js';
import { CaseSubmittedEvent } from './case-form.events.js';
import { caseFormMessages } from './case-form.messages.js';
import { styles } from './case-form.styles.js';
import type { FormView } from './case-form.types.js';
import { areaField } from './controls.js';
import { dutiesGroup } from './duties-group.js';
import { errorSummary } from './error-summary.js';
import { patientGroup } from './patient-group.js';
import { sitePicker } from './site-picker.js';
import { stayGroup, summaryGroup } from './summary-group.js';
import { targetGroup } from './target-group.js';

/**
 * The consultation request: prefilled from what the HIS has, kept encrypted on this device at each change, sent.
 *
 * @tag diemcau-case-form
 * @fires {CaseSubmittedEvent} diemcau-case-submitted - `{ caseId, status }`, after the gateway confirmed it (`submitted`) or it was signed and kept here (`queued`)
 * @fires {ErrorEvent} diemcau-error - `{ code, retryable }`
 * @csspart base - the form
 * @csspart error-summary - what is to be mended, with links to the fields
 * @csspart bar - the bar with the draft's state and the buttons
 * @csspart submit - the button that sends
 * @cssprop [--diemcau-case-form-gap=16px] - room between the groups
 */
export class CaseFormElement extends DiemcauElement {
  static override styles = [...shared, styles];

  /** The HIS's opaque id of the patient; never a personal id or card number. */
  @property({ attribute: 'patient-id' }) patientId = '';
  /** A case that asks for more information; its request is completed and sent again. */
  @property({ attribute: 'case-id' }) caseId = '';
  /** What the HIS has of the patient: FHIR (object, JSON text, Blob) or insurance XML text. Fills only what is empty. */
  @property({ attribute: false }) prefill?: RecordSource;
  /** State owner; `<diemcau-network>` supplies it unless set. */
  @property({ attribute: false }) store?: CaseDraftStore;

  @state() private search = '';
  @state() private emergency = { chosen: false, missing: false };

  readonly #t = new MessagesController(this, caseFormMessages);
  readonly #case = new MessagesController(this, caseWords);
  readonly #own = new OwnedStore<CaseDraftStore>(this, {
    given: () => this.store,
    key: () => JSON.stringify([this.patientId, this.caseId]),
    client: () => this.client,
    open: (client) => client.cases.draft({ patientId: this.patientId || undefined, caseId: this.caseId || undefined }),
  });
  readonly #view = new StoreController<CaseDraftState>(
    this,
    () => this.#own.store,
    (now, was) => this.#announce(now, was),
  );
  readonly #network = new StoreController<NetworkState>(this, () => this.client?.network);
  readonly #wait = new WaitController(this, () => this.#view.state?.status === 'loading');
  #prefilled?: { store: CaseDraftStore; source: RecordSource };

  /** Sends, as the button does. Resolves when the gateway confirmed it or it was kept on this device; faults are shown in the form. */
  async submit(): Promise<void> {
    await this.updateComplete;
    const { chosen, ground } = this.#emergency();
    const missing = chosen && ground.trim() === '';
    this.emergency = { ...this.emergency, missing };
    try {
      // A ground that is missing is refused with the other faults, not after them.
      await this.#own.store?.submit(chosen ? { emergencyGround: ground.trim() } : {});
    } catch {
      // The store's state holds the reason and the faults.
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.error-summary')?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('patientId') && looksLikePersonalId(this.patientId))
      // eslint-disable-next-line no-console -- for who embeds it; the user is told in the form
      console.warn(
        'diemcau-case-form: patient-id looks like a personal id or an insurance card; pass an opaque id of the HIS',
      );
  }

  protected override updated(): void {
    const store = this.#own.store;
    const { prefill } = this;
    if (!store || prefill === undefined) return;
    if (this.#prefilled?.store === store && this.#prefilled.source === prefill) return;
    this.#prefilled = { store, source: prefill };
    // The store's state tells of a failure.
    store.prefill(prefill).catch(() => undefined);
  }

  readonly #siteName = (siteId: string): string =>
    this.#network.state ? this.client!.network.siteName(siteId, this.currentLocale) : siteId;

  #announce(now: Readonly<CaseDraftState>, was: Readonly<CaseDraftState>): void {
    this.announceError(now.error);
    if (now.status === was.status || (now.status !== 'submitted' && now.status !== 'queued')) return;
    this.dispatchEvent(new CaseSubmittedEvent({ caseId: now.caseId, status: now.status }));
  }

  #formView(state: Readonly<CaseDraftState>): FormView {
    const { store } = this.#own;
    return {
      value: state.value,
      issues: state.issues,
      words: this.#t.words,
      caseWords: this.#case.words,
      locale: this.currentLocale,
      update: (patch) => store?.update(patch),
      // Read when it is called: two changes may follow each other before the next render.
      updatePatient: (patch) =>
        store?.update({ patient: { name: '', identifiers: [], ...store.snapshot.value.patient, ...patch } }),
    };
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.submit();
  }

  /** Chosen here, or in the draft that was kept; the text lies in the draft. */
  #emergency(): { chosen: boolean; ground: string } {
    const ground = this.#view.state?.emergencyGround ?? '';
    return { chosen: this.emergency.chosen || ground !== '', ground };
  }

  readonly #setEmergency = ({ chosen, ground }: { chosen?: boolean; ground?: string }): void => {
    // An emptied text leaves the choice as it is.
    this.emergency = { chosen: chosen ?? true, missing: false };
    if (ground !== undefined || chosen === false) this.#own.store?.setEmergencyGround(ground ?? '');
  };

  #askDiscard(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    // What loses nothing is nearest at hand.
    this.renderRoot.querySelector<HTMLElement>('[data-keep]')?.focus();
  }

  async #discard(): Promise<void> {
    this.renderRoot.querySelector('dialog')?.close();
    this.emergency = { chosen: false, missing: false };
    await this.#own.store?.discard().catch(() => undefined);
  }

  #waiting(text: string): TemplateResult {
    return html`<div class="pane pane-body stack" aria-busy="true">
      <p class="muted" role="status">${text}</p>
      <div class="skeleton"></div>
      <div class="skeleton"></div>
    </div>`;
  }

  #finished(state: Readonly<CaseDraftState>): TemplateResult {
    const { words } = this.#t;
    const queued = state.status === 'queued';
    const sites = (state.value.to ?? []).map(this.#siteName).join(', ');
    return html`<div class="pane finished stack" part="finished" role="status">
      <h2>${queued ? words.queuedTitle : words.submittedTitle}</h2>
      <p>${sign(queued ? 'queued' : 'sent', this.currentLocale)}</p>
      <p>${queued ? words.queuedBody : words.submittedBody(sites)}</p>
      ${queued || this.caseId ? nothing : html`<p><button class="button" type="button" @click=${() => void this.#discard()}>${workIcons.plus}${words.another}</button></p>`}
    </div>`;
  }

  #bar(state: Readonly<CaseDraftState>): TemplateResult {
    const { words } = this.#t;
    const sending = state.status === 'submitting';
    return html`<div class="bar" part="bar">
      <span class="saved small muted" role="status">
        ${state.savedAt ? html`${icons.sent} ${words.savedAt(timeText(state.savedAt))}` : words.notSaved}
      </span>
      <button class="button quiet" type="button" ?disabled=${sending} @click=${() => this.#askDiscard()}>
        ${words.discard}
      </button>
      <button class="button primary" type="submit" part="submit" ?disabled=${sending}>
        ${workIcons.send}${sending ? words.submitting : words.submit}
      </button>
    </div>`;
  }

  #form(state: Readonly<CaseDraftState>): TemplateResult {
    const { words } = this.#t;
    const view = this.#formView(state);
    const network = this.#network.state;
    const specialties = [...new Set((network?.sites ?? []).flatMap((site) => site.specialties))].sort((a, b) =>
      a.localeCompare(b, 'vi'),
    );
    const picker = sitePicker(view, {
      network,
      siteName: this.#siteName,
      search: this.search,
      setSearch: (text) => (this.search = text),
    });
    return html`<form class="base" part="base" novalidate aria-labelledby="title" @submit=${this.#onSubmit}>
      <h2 id="title">${words.title}</h2>
      ${looksLikePersonalId(this.patientId) ? html`<p class="notice attention">${icons.attention}<span>${words.personalId}</span></p>` : nothing}
      ${state.prefilledFrom ? html`<p class="notice">${icons.info}<span>${words.prefilled[state.prefilledFrom]}</span></p>` : nothing}
      ${
        state.error && state.error.code !== 'request/invalid'
          ? errorNotice(this, state.error, {
              safe: state.savedAt ? words.kept : undefined,
              retry: state.error.retryable ? () => void this.submit() : undefined,
            })
          : nothing
      }
      ${errorSummary(view, this.emergency.missing, (id) => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus())}
      ${patientGroup(view)} ${targetGroup(view, specialties, picker)}
      <section class="group" aria-labelledby="group-question">
        <h3 id="group-question">${words.groups.question}</h3>
        ${areaField('question', view, state.value.question, (question) => view.update({ question }), { hint: words.hints.question })}
      </section>
      ${summaryGroup(view)} ${stayGroup(view)}
      ${dutiesGroup(view, { ...this.#emergency(), missing: this.emergency.missing, set: this.#setEmergency })}
      ${this.#bar(state)}
    </form>`;
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    const state = this.#view.state;
    if (!state) return html`<p class="pane pane-body muted">${words.notConnected}</p>`;
    if (state.status === 'loading')
      return this.#waiting({ none: '', quiet: '', word: words.loading, reason: words.slow }[this.#wait.phase]);
    if (state.status === 'submitted' || state.status === 'queued') return this.#finished(state);
    return html`${this.#form(state)}
      <dialog aria-labelledby="discard-title">
        <div class="dialog-body">
          <h2 id="discard-title">${words.discardConfirm}</h2>
          <div class="actions">
            <button class="button danger" type="button" part="discard" @click=${() => void this.#discard()}>
              ${words.discard}
            </button>
            <button
              class="button"
              type="button"
              data-keep
              @click=${() => this.renderRoot.querySelector('dialog')?.close()}
            >
              ${words.keep}
            </button>
          </div>
        </div>
      </dialog>`;
  }
}
