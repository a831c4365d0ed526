import type { ConsentPurpose } from '@diemcau/protocol';
import type { ConsentPerformer, ConsentStore, ConsentStoreState, PurposeState } from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CaseElement } from '../../internal/case-element.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { ageText } from '../../internal/format/age-text.js';
import { dateText } from '../../internal/format/date-text.js';
import { dateTimeText } from '../../internal/format/date-time-text.js';
import { icons } from '../../internal/icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { printDocument } from '../../internal/print/print-document.js';
import { sign } from '../../internal/signs/sign.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { ConsentRefusedEvent, ConsentSignedEvent, ConsentWithdrawnEvent } from './consent.events.js';
import { consentMessages } from './consent.messages.js';
import { styles } from './consent.styles.js';
import { consentCopy } from './copy/consent-copy.js';
import { consentPaper, consentSheet, consentText } from './copy/consent-print.js';
import { ageGroup, type AgeGroup } from './draft/age-group.js';
import { askedPurposes, checkDraft, type DraftFault } from './draft/check-draft.js';
import { emptyDraft, type ConsentDraft } from './draft/consent-draft.js';
import { DrawnSignature } from './signature/signature-pad.js';
import { decidedPurposeView } from './views/decided-view.js';
import { evidenceView } from './views/evidence-view.js';
import { performerView } from './views/performer-view.js';
import { askedPurposeView } from './views/purpose-view.js';
import { reviewView } from './views/review-view.js';
import type { Say } from './views/say.js';
import { withdrawalView } from './views/withdrawal-view.js';
import { withheldView } from './views/withheld-view.js';

/**
 * Presents a case's consents, one decision per purpose in plain words, and takes the signature; shows what was decided, by whom and
 * before whom; withdraws; gives the patient a copy.
 * @tag diemcau-consent
 * @fires diemcau-consent-signed - `{caseId, consentId, purpose, status}`; `queued` first when offline, `active` once confirmed
 * @fires diemcau-consent-refused - as above, `rejected` once confirmed
 * @fires diemcau-consent-withdrawn - as above, `inactive` once confirmed
 * @fires diemcau-error - `{code, retryable}`
 * @csspart base - the whole form
 * @csspart purpose - one purpose
 * @csspart review - the page before the signature
 * @csspart withdrawal - the form that takes an agreement back
 */
export class ConsentElement extends CaseElement {
  static override styles = [...shared, styles];

  /** State owner; the provider supplies it unless set. */
  @property({ attribute: false }) store?: ConsentStore;

  @state() private draft: ConsentDraft = emptyDraft;
  @state() private step: 'form' | 'review' = 'form';
  @state() private faults: readonly DraftFault[] = [];
  @state() private withdrawing?: ConsentPurpose;

  readonly #words = new MessagesController(this, consentMessages);
  readonly #owned = new OwnedStore<ConsentStore>(this, {
    given: () => this.store,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.consents.open(caseId),
  });
  readonly #view = new StoreController<ConsentStoreState>(
    this,
    () => this.#owned.store,
    (now, was) => this.#announce(now, was),
  );
  readonly #signature = new DrawnSignature(this, () => this.#update({ drawn: !this.#signature.isEmpty }));
  /** The drawing is taken before the canvas makes room for the review. */
  #image?: Uint8Array;

  /** What was announced last of each purpose. */
  readonly #told = new Map<ConsentPurpose, { step: string; queued: boolean }>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('caseId') && changed.get('caseId')) {
      this.#forget();
      this.#told.clear();
    }
  }

  #announce(now: Readonly<ConsentStoreState>, was: Readonly<ConsentStoreState>): void {
    if (now.error && now.error !== was.error) this.announceError(now.error);
    if (was.status === 'loading') return;
    for (const purpose of now.purposes) {
      const before = was.purposes.find((one) => one.purpose === purpose.purpose);
      if (before && (before.decision !== purpose.decision || before.queued !== purpose.queued))
        this.#announcePurpose(purpose);
    }
  }

  #announcePurpose({ purpose, decision, queued, consentId = '' }: PurposeState): void {
    // The outbox may show a confirmed decision as waiting once more; each step is told once, and never backwards.
    const step = `${consentId} ${decision}`;
    const told = this.#told.get(purpose);
    if (told?.step === step && (!told.queued || queued)) return;
    this.#told.set(purpose, { step, queued });
    const detail = { caseId: this.caseId || this.#view.state!.caseId, consentId, purpose };
    if (decision === 'permitted')
      this.dispatchEvent(new ConsentSignedEvent({ ...detail, status: queued ? 'queued' : 'active' }));
    if (decision === 'refused')
      this.dispatchEvent(new ConsentRefusedEvent({ ...detail, status: queued ? 'queued' : 'rejected' }));
    if (decision === 'withdrawn')
      this.dispatchEvent(new ConsentWithdrawnEvent({ ...detail, status: queued ? 'queued' : 'inactive' }));
  }

  readonly #update = (patch: Partial<ConsentDraft>): void => {
    this.draft = { ...this.draft, ...patch };
    if (this.faults.length) this.faults = this.#check();
  };

  #forget(): void {
    this.draft = emptyDraft;
    this.step = 'form';
    this.faults = [];
    this.withdrawing = undefined;
    this.#image = undefined;
    this.#signature.clear();
  }

  #group(): AgeGroup {
    return ageGroup(this.#view.state?.patient?.birthDate, new Date());
  }

  #check(): DraftFault[] {
    const now = this.#view.state!;
    return checkDraft(this.draft, now.purposes, this.#group(), Boolean(now.patient?.name));
  }

  async #review(): Promise<void> {
    this.faults = this.#check();
    if (this.faults.length === 0) {
      this.#image = this.draft.evidence === 'drawn' ? await this.#signature.png() : undefined;
      this.step = 'review';
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(this.faults.length ? '.error-summary' : '#review-title')?.focus();
  }

  /** What was pressed is gone with its pane: the focus goes to what took its place. */
  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #performer(): ConsentPerformer {
    const { draft } = this;
    const patient = this.#view.state!.patient?.name;
    const identifier = draft.identifier.trim() ? { identifier: draft.identifier.trim() } : {};
    if (this.#group() !== 'adult' || draft.kind === 'representative')
      return {
        kind: 'representative',
        name: draft.name.trim(),
        relation: draft.relation.trim(),
        ...identifier,
        ...(this.#group() === 'child' ? { childHeard: draft.childTold } : {}),
      };
    return { kind: 'patient', name: patient ?? draft.name.trim(), ...identifier };
  }

  async #sign(): Promise<void> {
    const { draft } = this;
    const asked = askedPurposes(this.#view.state!.purposes, draft).map(({ purpose }) => purpose);
    const decisions = Object.fromEntries(
      Object.entries(draft.decisions).filter(([purpose]) => asked.includes(purpose as ConsentPurpose)),
    );
    try {
      await this.#owned.store!.decide({
        decisions,
        performer: this.#performer(),
        evidence: { kind: draft.evidence!, ...(this.#image ? { image: this.#image } : {}) },
        withheld: draft.withheld,
        language: this.currentLocale,
      });
      this.#forget();
      await this.#focus('#title');
    } catch {
      // The store tells why; what was chosen stays.
    }
  }

  async #withdraw(purpose: ConsentPurpose, reason: string): Promise<void> {
    try {
      await this.#owned.store!.withdraw(purpose, reason);
      this.withdrawing = undefined;
      await this.#focus('#title');
    } catch {
      // The store tells why; the form stays open.
    }
  }

  #copy(say: Say) {
    const now = dateTimeText(new Date());
    return consentCopy(this.#view.state!, say.t, { now, dateTime: say.dateTime, site: say.site });
  }

  #print(say: Say): void {
    void printDocument(consentSheet(this.#copy(say)), {
      title: say.t.title,
      styles: [consentPaper],
      locale: this.currentLocale,
    });
  }

  #download(say: Say): void {
    const url = URL.createObjectURL(
      new Blob(['\ufeff', consentText(this.#copy(say))], { type: 'text/plain;charset=utf-8' }),
    );
    Object.assign(document.createElement('a'), { href: url, download: say.t.copyFile }).click();
    URL.revokeObjectURL(url);
  }

  #goTo(fault: DraftFault): void {
    const now = this.#view.state!;
    const first = askedPurposes(now.purposes, this.draft).find(
      ({ purpose, required }) => required && !this.draft.decisions[purpose],
    );
    const id =
      fault === 'none-decided' || fault === 'required-undecided'
        ? `purpose-${(first ?? now.purposes[0])?.purpose}`
        : fault;
    const place = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    (place?.matches('input') ? place : place?.querySelector<HTMLElement>('input, canvas, button'))?.focus();
    place?.scrollIntoView({ block: 'center' });
  }

  #head(now: Readonly<ConsentStoreState>, say: Say): TemplateResult {
    const { t } = say;
    const mark = now.gate === 'open' ? 'done' : now.gate === 'emergency' ? 'critical' : 'attention';
    const isDecided = now.purposes.some(({ decision }) => decision !== 'undecided');
    return html`<header class="head">
      <div>
        <h2 id="title" tabindex="-1">${t.title}</h2>
        ${now.patient ? html`<p>${t.copyPatient}: <strong>${now.patient.name}</strong>${now.patient.birthDate ? html` · ${ageText(now.patient.birthDate, this.currentLocale)} · <span class="numbers">${dateText(now.patient.birthDate)}</span>` : nothing}</p>` : nothing}
      </div>
      <p class="row">
        <span class="badge ${mark} wrapping"
          >${now.gate === 'open' ? icons.done : icons.attention}${t.gates[now.gate]}</span
        >
        ${
          isDecided
            ? html`<button type="button" class="button" @click=${() => this.#print(say)}>
                  ${icons.print}${t.print}
                </button>
                <button type="button" class="button" @click=${() => this.#download(say)}>${t.download}</button>`
            : nothing
        }
      </p>
      ${now.share && now.share !== 'none' ? html`<p class="share" role="status">${t.shares[now.share]}</p>` : nothing}
    </header>`;
  }

  #decided(now: Readonly<ConsentStoreState>, say: Say): TemplateResult[] {
    const can = now.canCollect;
    return now.purposes
      .filter((one) => !can || !askedPurposes(now.purposes, this.draft).includes(one))
      .map((one) =>
        decidedPurposeView(
          one,
          {
            queuedSign: sign('queued', this.currentLocale),
            ...(can && {
              again: (purpose) => {
                this.#update({ again: [...this.draft.again, purpose] });
                void this.#focus(`#purpose-${purpose} input`);
              },
              withdraw: (purpose) => {
                this.withdrawing = purpose;
                void this.#focus('.withdrawal :is(input, textarea, button)');
              },
            }),
            ...(this.withdrawing === one.purpose && {
              withdrawal: withdrawalView(
                {
                  purpose: one.purpose,
                  isSending: now.status === 'signing',
                  confirm: (reason) => void this.#withdraw(one.purpose, reason),
                  cancel: () => {
                    this.withdrawing = undefined;
                    void this.#focus(`#purpose-${one.purpose} .actions button`);
                  },
                },
                say,
              ),
            }),
          },
          say,
        ),
      );
  }

  #form(now: Readonly<ConsentStoreState>, asked: readonly PurposeState[], say: Say): TemplateResult {
    const { t } = say;
    const { draft } = this;
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#review();
      }}
    >
      <p>${t.ask}</p>
      ${this.#faultSummary(t)}
      ${asked.map((one) =>
        askedPurposeView(
          one,
          {
            choice: draft.decisions[one.purpose],
            choose: (purpose, choice) => this.#update({ decisions: { ...this.draft.decisions, [purpose]: choice } }),
            ...(draft.again.includes(one.purpose) && {
              keep: (purpose: ConsentPurpose) =>
                this.#update({ again: this.draft.again.filter((other) => other !== purpose) }),
            }),
          },
          say,
        ),
      )}
      ${performerView({ draft, group: this.#group(), patientName: now.patient?.name, update: this.#update }, say)}
      ${
        draft.decisions['record-share'] === 'permit'
          ? withheldView(draft.withheld, (withheld) => this.#update({ withheld }), say)
          : nothing
      }
      ${evidenceView(
        {
          draft,
          update: this.#update,
          clear: () => (this.#signature.clear(), this.#update({ drawn: false })),
        },
        say,
      )}
      <div class="actions"><button class="button primary">${t.review}</button></div>
    </form>`;
  }

  #faultSummary(t: Say['t']): TemplateResult | typeof nothing {
    if (!this.faults.length) return nothing;
    return html`<div class="error-summary" role="alert" tabindex="-1">
      <strong>${t.faultsTitle}</strong>
      <ul>
        ${this.faults.map(
          (fault) =>
            html`<li>
              <a
                href="#${fault}"
                @click=${(event: Event) => {
                  event.preventDefault();
                  this.#goTo(fault);
                }}
                >${t.faults[fault]}</a
              >
            </li>`,
        )}
      </ul>
    </div>`;
  }

  protected override render() {
    const { words: t } = this.#words;
    const now = this.#view.state;
    if (!now || now.status === 'loading')
      return html`<div part="base" class="base"><p role="status">${t.loading}…</p></div>`;
    const locale = this.currentLocale;
    const say: Say = {
      t,
      dateTime: dateTimeText,
      site: (siteId) => this.client?.network.siteName(siteId, locale) ?? '',
    };
    const asked = now.canCollect ? askedPurposes(now.purposes, this.draft) : [];
    const { name, relation } = this.#performer();
    return html`<div part="base" class="base stack">
      ${this.#head(now, say)}
      ${errorNotice(this, now.error, { safe: t.kept, retry: () => void this.#owned.store!.refresh().catch(() => undefined) })}
      ${now.canCollect ? nothing : html`<p class="muted">${t.readOnly}</p>`} ${this.#decided(now, say)}
      ${
        asked.length === 0
          ? nothing
          : this.step === 'form'
            ? this.#form(now, asked, say)
            : reviewView(
                {
                  draft: this.draft,
                  asked,
                  performer: relation ? `${name} ${t.relationOf(relation)}` : name,
                  witness: this.client?.network.snapshot.me?.name,
                  isSigning: now.status === 'signing',
                  back: () => {
                    this.step = 'form';
                    void this.#focus('form > .actions .primary');
                  },
                  sign: () => void this.#sign(),
                },
                say,
              )
      }
    </div>`;
  }
}
