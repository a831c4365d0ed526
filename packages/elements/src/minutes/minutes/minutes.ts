import type { Issue } from '@diemcau/fhir';
import type { MinutesState, MinutesStore } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CaseElement } from '../../internal/case-element.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { ageText } from '../../internal/format/age-text.js';
import { dateText } from '../../internal/format/date-text.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { workIcons } from '../../internal/work-icons.js';
import { icons } from '../../internal/icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { printDocument } from '../../internal/print/print-document.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { MinutesCompletedEvent, MinutesSignedEvent } from './minutes.events.js';
import { minutesMessages } from './minutes.messages.js';
import { styles } from './minutes.styles.js';
import { minutesPaper } from './paper/minutes-paper.js';
import { paperStyles } from './paper/paper.styles.js';
import { conflictView } from './views/conflict-view.js';
import { textField, timeField, type Form } from './views/field-view.js';
import { agendaView, diagnosesView, excerptsView, ordersView, participantsView } from './views/lists.js';
import { savingView } from './views/saving-view.js';
import type { Say } from './views/say.js';
import { signaturesView } from './views/signatures-view.js';

/**
 * The minutes of a consultation, form 27/BV2: written by the secretary as the talk goes, kept at each change, signed by secretary and
 * chair, printed, amended.
 * @tag diemcau-minutes
 * @fires diemcau-minutes-signed - `{caseId, documentId, role}`, once the gateway has confirmed the signature
 * @fires diemcau-minutes-completed - `{caseId, documentId}`, when secretary and chair have signed
 * @fires diemcau-error - `{code, retryable}`
 * @csspart base - the whole form
 * @csspart conflict - two versions side by side
 * @csspart signatures - who signed
 */
export class MinutesElement extends CaseElement {
  static override styles = [...shared, paperStyles, styles];

  /** State owner; the provider supplies it unless set. */
  @property({ attribute: false }) store?: MinutesStore;

  @state() private step: 'form' | 'review' | 'amend' = 'form';
  @state() private tried = false;
  /** The person chose to go on writing although that voids a signature: that of this document. */
  @state() private reopened = '';
  @state() private reasonMissing = false;
  @state() private malformed: ReadonlySet<string> = new Set();

  readonly #words = new MessagesController(this, minutesMessages);
  readonly #owned = new OwnedStore<MinutesStore>(this, {
    given: () => this.store,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.minutes.open(caseId),
  });
  readonly #view = new StoreController<MinutesState>(
    this,
    () => this.#owned.store,
    (now, was) => this.#announce(now, was),
  );

  #announce(now: Readonly<MinutesState>, was: Readonly<MinutesState>): void {
    if (now.error && now.error !== was.error) this.announceError(now.error);
    const { caseId, documentId } = now;
    if (was.status === 'loading' || !documentId) return;
    for (const { role, signer, queued } of now.signatures) {
      const before =
        was.documentId === documentId
          ? was.signatures.find((one) => one.role === role && one.signer.sub === signer.sub)
          : undefined;
      if (!queued && (!before || before.queued))
        this.dispatchEvent(new MinutesSignedEvent({ caseId, documentId, role }));
    }
    if (now.status === 'signed' && was.status !== 'signed')
      this.dispatchEvent(new MinutesCompletedEvent({ caseId, documentId }));
  }

  #errors(now: Readonly<MinutesState>): Issue[] {
    return now.issues.filter(({ severity }) => severity === 'error');
  }

  /** Whether the fields are open: a signature that stands is voided by writing, so that is asked first. */
  #mayWrite({ canEdit, documentId, signatures }: Readonly<MinutesState>): boolean {
    return canEdit && (signatures.length === 0 || this.reopened === (documentId ?? 'queued'));
  }

  #reopenView(now: Readonly<MinutesState>, { t }: Say): TemplateResult | typeof nothing {
    if (!now.canEdit || this.#mayWrite(now)) return nothing;
    return html`<div class="notice attention">
      ${icons.attention}
      <div class="stack">
        <p>${t.reopenText(now.signatures.map(({ signer }) => signer.name).join(', '))}</p>
        <p>
          <button type="button" class="button" @click=${() => (this.reopened = now.documentId ?? 'queued')}>
            ${icons.minutes}${t.reopen}
          </button>
        </p>
      </div>
    </div>`;
  }

  #setMalformed(id: string, isMalformed: boolean): void {
    const others = [...this.malformed].filter((other) => other !== id);
    this.malformed = new Set(isMalformed ? [...others, id] : others);
  }

  async #review(): Promise<void> {
    const [malformed] = this.malformed;
    if (malformed) return this.#goTo(malformed);
    this.tried = true;
    const isReady = this.#errors(this.#view.state!).length === 0;
    if (isReady) this.step = 'review';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(isReady ? '#review-title' : '.error-summary')?.focus();
  }

  /** What was pressed is gone with its pane: the focus goes to what took its place. */
  async #show(step: typeof this.step, selector: string): Promise<void> {
    this.step = step;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #sign(): Promise<void> {
    try {
      await this.#owned.store!.sign();
      this.tried = false;
      await this.#show('form', '#title');
    } catch {
      // The store tells why; what would be signed stays on screen.
    }
  }

  async #amend(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    this.reasonMissing = reason === '';
    if (this.reasonMissing) return;
    try {
      await this.#owned.store!.amend(reason);
      await this.#show('form', '#title');
    } catch {
      // The store tells why; the reason stays in its field.
    }
  }

  #print(now: Readonly<MinutesState>, say: Say): void {
    const me = this.client?.network.snapshot.me?.name;
    const meta = {
      signatures: now.signatures,
      printedAt: new Date(),
      ...(me && { printedBy: me }),
      ...(now.documentId && { documentId: now.documentId }),
    };
    void printDocument(html`${minutesPaper(now.draft!, meta, say)}`, {
      title: say.t.title,
      styles: [paperStyles],
      locale: say.locale,
    });
  }

  #goTo(at: string): void {
    const place = this.renderRoot.querySelector<HTMLElement>(`[id="${fieldOf(at)}"]`);
    place?.focus();
    place?.scrollIntoView({ block: 'center' });
  }

  #head(now: Readonly<MinutesState>, say: Say): TemplateResult {
    const { t } = say;
    return html`<header class="head">
      <h2 id="title" tabindex="-1">${t.title}</h2>
      <p class="row" role="status">${now.canEdit ? savingView(now, say) : nothing}</p>
      ${
        now.draft
          ? html`<button type="button" class="button" @click=${() => this.#print(now, say)}>
              ${icons.print}${now.signatures.length ? t.print : t.printDraft}
            </button>`
          : nothing
      }
    </header>`;
  }

  #issueSummary(now: Readonly<MinutesState>, { t }: Say): TemplateResult | typeof nothing {
    const errors = this.#errors(now);
    if (!this.tried || !errors.length) return nothing;
    const name = (at: string) => t.fields[fieldOf(at) as keyof Say['t']['fields']] ?? at;
    return html`<div class="error-summary" role="alert" tabindex="-1">
      <strong>${t.issuesTitle}</strong>
      <ul>
        ${errors.map(
          ({ at, code }) =>
            html`<li>
              <a
                href="#${fieldOf(at)}"
                @click=${(event: Event) => {
                  event.preventDefault();
                  this.#goTo(at);
                }}
                >${t.fieldIssue(roleName(at, t) ?? name(at), t.issues[code])}</a
              >
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #form(now: Readonly<MinutesState>, say: Say): TemplateResult {
    const { t } = say;
    const draft = now.draft!;
    const form: Form = {
      draft,
      canEdit: this.#mayWrite(now),
      faults: new Set(this.tried ? this.#errors(now).map(({ at }) => fieldOf(at)) : []),
      update: (patch) => this.#owned.store!.update(patch),
      malformed: this.malformed,
      setMalformed: (id, isMalformed) => this.#setMalformed(id, isMalformed),
    };
    return html`<div class="stack form">
      <p class="who">
        <strong>${draft.patient.name}</strong> · <span>${ageText(draft.patient.birthDate, say.locale)}</span> ·
        <span>${t.genders[draft.patient.gender ?? 'unknown']}</span> ·
        <span class="numbers">${t.born} ${dateText(draft.patient.birthDate)}</span>
        ${draft.patient.identifiers.slice(0, 2).map(({ value }) => html`· <span class="numbers">${value}</span> `)}
      </p>
      <section class="group">
        <h3>${t.patientSection}</h3>
        <div class="grid ${form.canEdit ? 'short' : 'reading'}">
          ${textField('admissionNumber', form, say)} ${textField('department', form, say)}
          ${textField('ward', form, say)} ${textField('bed', form, say)} ${timeField('treatedFrom', form, say)}
          ${timeField('treatedTo', form, say)}
        </div>
        ${diagnosesView('diagnosisBefore', form, say)}
      </section>
      <section class="group">
        <h3>${t.sessionSection}</h3>
        <div class="grid ${form.canEdit ? '' : 'reading'}">
          ${timeField('openedAt', form, say)} ${timeField('closedAt', form, say)} ${textField('location', form, say)}
        </div>
        ${draft.breaks.map(({ from, to }) => html`<p class="muted">${t.brokenFromTo(dateTimeText(from), dateTimeText(to))}</p>`)}
        ${participantsView(form, say)}
      </section>
      <section class="group">
        <h3>${t.contentSection}</h3>
        ${textField('summary', form, say, 5)} ${excerptsView(form, say)} ${agendaView(form, say)}
        ${textField('conclusion', form, say, 4)} ${diagnosesView('diagnosisAfter', form, say)}
        ${textField('prognosis', form, say, 2)} ${textField('plan', form, say, 4)} ${ordersView(form, say)}
      </section>
    </div>`;
  }

  #actions(now: Readonly<MinutesState>, say: Say): TemplateResult | typeof nothing {
    const { t } = say;
    const canAmend = now.status === 'signed' && now.role !== 'reader';
    const todo = this.#errors(now).length;
    if (!now.canSign && !canAmend) return nothing;
    return html`<div class="actions sign-actions">
      ${
        now.canSign
          ? html`<button type="button" class="button primary" @click=${() => void this.#review()}>
                ${workIcons.sign}${t.review(t.roles[roleOf(now)])}
              </button>
              ${todo ? html`<span class="muted">${t.todo(todo)}</span>` : nothing}`
          : nothing
      }
      ${canAmend ? html`<button type="button" class="button" @click=${() => void this.#show('amend', '#reason')}>${icons.minutes}${t.amend}</button>` : nothing}
    </div>`;
  }

  #reviewView(now: Readonly<MinutesState>, say: Say): TemplateResult {
    const { t } = say;
    const isSigning = now.pending === 'sign';
    return html`<section class="stack" aria-labelledby="review-title">
      <h3 id="review-title" tabindex="-1">${t.reviewTitle}</h3>
      <p>${t.reviewText}</p>
      <div class="sheet" role="group" tabindex="0" aria-label=${t.reviewTitle}>
        ${minutesPaper(now.draft!, { signatures: now.signatures }, say)}
      </div>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          ?disabled=${isSigning || !now.canSign}
          @click=${() => void this.#sign()}
        >
          ${workIcons.sign}${isSigning ? t.signing : t.sign(t.roles[roleOf(now)])}
        </button>
        <button
          type="button"
          class="button"
          ?disabled=${isSigning}
          @click=${() => void this.#show('form', '.sign-actions .button')}
        >
          ${t.back}
        </button>
      </div>
    </section>`;
  }

  #amendView(now: Readonly<MinutesState>, { t }: Say): TemplateResult {
    return html`<form class="stack group" novalidate @submit=${(event: SubmitEvent) => void this.#amend(event)}>
      <p>${t.amendText}</p>
      <div class="field ${this.reasonMissing ? 'wrong' : ''}">
        <label for="reason">${t.amendReason}</label>
        ${this.reasonMissing ? html`<span class="field-error" role="alert">${t.amendReasonNeeded}</span>` : nothing}
        <textarea class="input" id="reason" name="reason" rows="2"></textarea>
      </div>
      <div class="actions">
        <button class="button primary" ?disabled=${now.pending === 'amend'}>${t.amendConfirm}</button>
        <button type="button" class="button" @click=${() => void this.#show('form', '.sign-actions .button')}>
          ${t.cancel}
        </button>
      </div>
    </form>`;
  }

  protected override render() {
    const { words: t } = this.#words;
    const locale = this.currentLocale;
    const say: Say = { t, locale };
    const now = this.#view.state;
    if (!now || now.status === 'loading')
      return html`<div part="base" class="base"><p role="status">${t.loading}…</p></div>`;
    const retry = () => void this.#owned.store!.refresh().catch(() => undefined);
    const problem = errorNotice(this, now.error, { retry, ...(now.draft && { safe: t.kept }) });
    if (!now.draft)
      return html`<div part="base" class="base stack">
        ${problem}${now.status === 'not-available' ? html`<p class="notice">${icons.info}${t.notAvailable}</p>` : nothing}
      </div>`;
    const siteName = (siteId: string) => this.client?.network.siteName(siteId, locale) ?? '';
    const isReview = this.step === 'review';
    return html`<div part="base" class="base stack">
      ${this.#head(now, say)} ${problem}
      ${conflictView(now, (choice) => void this.#owned.store!.resolve(choice).catch(() => undefined), say)}
      ${now.draft.amends ? html`<p class="notice attention">${icons.info}${t.amending(now.draft.amends.reason)}</p>` : nothing}
      ${now.signatures.length || now.status !== 'editing' ? signaturesView(now, siteName, say) : nothing}
      ${isReview ? nothing : this.#reopenView(now, say)}
      ${isReview ? this.#reviewView(now, say) : html`${this.#issueSummary(now, say)}${this.#form(now, say)}`}
      ${isReview || now.canEdit || now.canSign ? nothing : html`<p class="muted small">${now.role === 'reader' ? t.readOnly : nothing}</p>`}
      ${this.step === 'amend' ? this.#amendView(now, say) : isReview ? nothing : this.#actions(now, say)}
    </div>`;
  }
}

/** `agenda[1].conclusion` → `agenda`, `participants.chair` → `participants`. */
const fieldOf = (at: string): string => at.split(/[.[]/, 1)[0]!;

/** The role that an issue about the participants is about. */
function roleName(at: string, t: Say['t']): string | undefined {
  const role = /^participants.*(chair|secretary)/.exec(at)?.[1] as 'chair' | 'secretary' | undefined;
  return role && t.roles[role];
}

const roleOf = ({ role }: Readonly<MinutesState>): 'secretary' | 'chair' => (role === 'chair' ? 'chair' : 'secretary');
