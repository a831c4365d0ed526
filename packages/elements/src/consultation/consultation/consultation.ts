import type { CaseStore, CaseStoreState, ConsultationState, ConsultationStore, QualityStep } from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { CaseElement } from '../../internal/case-element.js';
import { caseWords } from '../../internal/case-words/case-words.messages.js';
import { identifierTexts, identityLine } from '../../internal/case-words/identity.js';
import { errorNotice } from '../../internal/errors/error-notice.js';
import { elapsedText } from '../../internal/format/elapsed-text.js';
import { icons } from '../../internal/icons.js';
import { mediaIcons } from './media-icons.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { OwnedStore } from '../../internal/owned-store.js';
import { StoreController } from '../../internal/store-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { TickController } from '../../internal/tick-controller.js';
import { spokenChange } from './announce.js';
import {
  ConsultationEndedEvent,
  ConsultationEndRequestEvent,
  ConsultationJoinedEvent,
  ConsultationLeaveRequestEvent,
  ConsultationLeftEvent,
  ConsultationReconnectedEvent,
  ConsultationReconnectingEvent,
  QualityChangedEvent,
} from './consultation.events.js';
import { consultationMessages } from './consultation.messages.js';
import { styles } from './consultation.styles.js';
import { AudioOutlets } from './media/audio-outlets.js';
import { LevelMeter } from './media/level-meter.js';
import type { Tile } from './stage/choose-main.js';
import { pointAfter, pointAt, pointerLife } from './stage/laser.js';
import { controlsView } from './views/controls-view.js';
import { lostView } from './views/lost-view.js';
import { prejoinView } from './views/prejoin-view.js';
import type { Say } from './views/say.js';
import { stageView } from './views/stage-view.js';
import { deviceTrouble, identityTrouble, qualityNotice } from './views/trouble-view.js';

/**
 * The live session of a case: preparation, pictures and sound, who is proved to be who, the state of the line, a pointer for all.
 * @tag diemcau-consultation
 * @fires diemcau-consultation-joined - `{caseId}`
 * @fires diemcau-consultation-reconnecting - `{caseId}`
 * @fires diemcau-consultation-reconnected - `{caseId}`
 * @fires diemcau-consultation-left - `{caseId, reason}`
 * @fires diemcau-consultation-ended - `{caseId}`
 * @fires diemcau-quality-changed - `{caseId, step, reason}`
 * @fires diemcau-consultation-leave-request - `{caseId}`; cancelable
 * @fires diemcau-consultation-end-request - `{caseId}`; cancelable
 * @fires diemcau-error - `{code, retryable}`
 * @csspart base - the whole view
 * @csspart patient - the patient, pinned beside the pictures
 * @csspart stage - the pictures
 * @csspart controls - the session's own controls
 * @csspart end - the button that ends it for all
 * @cssprop --diemcau-consultation-stage-height - height of the pictures; by default a share of the width
 */
export class ConsultationElement extends CaseElement {
  static override styles = [...shared, styles];

  /** A bar instead of the pictures; the sound goes on. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** State owner; the provider supplies it unless set. */
  @property({ attribute: false }) store?: ConsultationStore;
  /** Owner of the case's state, for the patient's identity; the provider supplies it unless set. */
  @property({ attribute: false }) caseStore?: CaseStore;

  @state() private chosen?: string;
  @state() private pointing = false;
  @state() private ownPoint?: { x: number; y: number };
  @state() private ratio = 16 / 9;
  @state() private spoken = '';
  @state() private chosenQuality: 'auto' | QualityStep = 'auto';
  @query('.end-dialog') private endDialog!: HTMLDialogElement | null;
  @query('.keys-dialog') private keysDialog!: HTMLDialogElement | null;

  readonly #words = new MessagesController(this, consultationMessages);
  readonly #caseWords = new MessagesController(this, caseWords);
  readonly #owned = new OwnedStore<ConsultationStore>(this, {
    given: () => this.store,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.consultations.open(caseId),
  });
  readonly #case = new OwnedStore<CaseStore>(this, {
    given: () => this.caseStore,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.cases.open(caseId),
  });
  readonly #view = new StoreController<ConsultationState>(
    this,
    () => this.#owned.store,
    (now, was) => this.#announce(now, was),
  );
  readonly #caseView = new StoreController<CaseStoreState>(this, () => this.#case.store);
  readonly #sound = new AudioOutlets(this);
  readonly #meter = new LevelMeter(this);
  #lastSpeaker?: string;

  constructor() {
    super();
    new TickController(this, 1000, () => {
      const now = this.#view.state;
      return (
        now?.status === 'reconnecting' ||
        (now?.status === 'joined' && (now.since !== undefined || hasFreshPointer(now)))
      );
    });
    this.addEventListener('keydown', (event) => this.#key(event));
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const [now, store] = [this.#view.state, this.#owned.store];
    if (!now || !store) return;
    this.#sound.follow(now, store);
    const mine = now.participants.find(({ self }) => self);
    const microphone = mine?.sources.find(({ kind }) => kind === 'microphone');
    const isPreparing = now.status === 'preparing' && now.microphone === 'on';
    this.#meter.listen(
      isPreparing && mine && microphone ? store.stream(mine.participantId, microphone.sourceId) : undefined,
    );
    // A picture that was moved in the page stands still until it is told to play.
    for (const video of this.renderRoot.querySelectorAll('video'))
      if (video.paused && video.srcObject) void video.play().catch(() => undefined);
  }

  #announce(now: Readonly<ConsultationState>, was: Readonly<ConsultationState>): void {
    const { caseId } = now;
    this.#lastSpeaker =
      now.participants.find(({ self, speaking }) => speaking && !self)?.participantId ?? this.#lastSpeaker;
    this.spoken = spokenChange(now, was, this.#say()) || this.spoken;
    if (now.error && now.error !== was.error) this.announceError(now.error);
    if (now.status !== was.status) this.#announceStatus(now, was);
    const { step, reason } = now.quality;
    if (step !== was.quality.step || reason !== was.quality.reason)
      this.dispatchEvent(new QualityChangedEvent({ caseId, step, reason }));
  }

  #announceStatus(
    { status, caseId, leaveReason }: Readonly<ConsultationState>,
    was: Readonly<ConsultationState>,
  ): void {
    const wasIn = was.status === 'joined' || was.status === 'reconnecting' || was.status === 'joining';
    if (status === 'joined')
      this.dispatchEvent(
        was.status === 'reconnecting'
          ? new ConsultationReconnectedEvent({ caseId })
          : new ConsultationJoinedEvent({ caseId }),
      );
    if (status === 'reconnecting') this.dispatchEvent(new ConsultationReconnectingEvent({ caseId }));
    if (wasIn && (status === 'left' || status === 'ended' || status === 'failed')) {
      const reason = leaveReason ?? (status === 'left' ? 'left' : status);
      this.dispatchEvent(new ConsultationLeftEvent({ caseId, reason }));
    }
    if (status === 'ended') this.dispatchEvent(new ConsultationEndedEvent({ caseId }));
  }

  #say(): Say {
    const locale = this.currentLocale;
    return { t: this.#words.words, locale, site: (siteId) => this.client?.network.siteName(siteId, locale) ?? '' };
  }

  /** Runs a verb; the store tells of a failure. */
  readonly #run = (verb: () => Promise<unknown> | void): void => {
    void Promise.resolve(verb()).catch(() => undefined);
  };

  readonly #join = (options?: { microphone?: boolean; camera?: boolean }): void =>
    this.#run(() => this.#owned.store!.join(options));

  #leave(): void {
    const request = new ConsultationLeaveRequestEvent({ caseId: this.#view.state!.caseId });
    if (this.dispatchEvent(request)) this.#run(() => this.#owned.store!.leave());
  }

  #end(): void {
    this.endDialog?.close();
    const request = new ConsultationEndRequestEvent({ caseId: this.#view.state!.caseId });
    if (this.dispatchEvent(request)) this.#run(() => this.#owned.store!.end());
  }

  #point(tile: Tile, point: { x: number; y: number }): void {
    this.ownPoint = point;
    this.#owned.store!.point({
      of: 'source',
      participantId: tile.participant.participantId,
      sourceId: tile.sourceId!,
      ...point,
    });
  }

  #stopPointing(): void {
    this.pointing = false;
    this.ownPoint = undefined;
  }

  #key(event: KeyboardEvent): void {
    const now = this.#view.state;
    const from = event.composedPath()[0] as Element;
    if (event.ctrlKey || event.metaKey || event.altKey || !now || from.matches('input, select, textarea')) return;
    if (now.status !== 'joined' && now.status !== 'reconnecting') return;
    const store = this.#owned.store!;
    const act = {
      m: () => this.#run(() => store.setMicrophone(now.microphone !== 'on')),
      v: () => this.#run(() => store.setCamera(now.camera !== 'on')),
      p: () => (this.pointing ? this.#stopPointing() : (this.pointing = true)),
      '?': () => this.keysDialog?.showModal(),
    }[event.key.toLowerCase()];
    if (!act || (event.key.toLowerCase() === 'p' && this.compact)) return;
    event.preventDefault();
    act();
  }

  /** Name, age, sex, two numbers and allergies: with every picture; the bar has room for one number. */
  #patient({ t, locale }: Say): TemplateResult | typeof nothing {
    const request = this.#caseView.state?.case?.request;
    if (!request) return nothing;
    const { patient, allergies } = request;
    const { words } = this.#caseWords;
    return html`<p part="patient" class="patient" role="group" aria-label=${t.patient}>
      <strong>${patient.name}</strong> <span>${identityLine(patient, words, locale)}</span>
      ${identifierTexts(patient, words)
        .slice(0, this.compact ? 1 : 2)
        .map(({ label, value }) => html`<span class="numbers muted small">${label} <strong>${value}</strong></span>`)}
      ${allergies && !this.compact ? html`<span>${t.allergies}: <strong>${allergies}</strong></span>` : nothing}
    </p>`;
  }

  #summary(now: Readonly<ConsultationState>, { t, locale }: Say): TemplateResult {
    const time = now.since ? elapsedText(Date.now() - Date.parse(now.since), locale) : '';
    return html`<p class="summary">
      <span class="row"
        >${icons.people}${this.compact ? html`<span aria-hidden="true">${now.participants.length}</span><span class="visually-hidden">${t.count(now.participants.length)}</span>` : t.count(now.participants.length)}</span
      >
      <span class="row" title=${t.steps[now.quality.step]}
        >${icons.line}<span class="step ${now.quality.step}">${t.steps[now.quality.step]}</span></span
      >
      ${time ? html`<span class="row numbers" role="timer" aria-live="off" title=${t.elapsed}>${icons.clock}${time}</span>` : nothing}
    </p>`;
  }

  #session(now: Readonly<ConsultationState>, say: Say): TemplateResult {
    const { t } = say;
    const store = this.#owned.store!;
    const isOthersPicture = now.participants.some(({ sources }) =>
      sources.some(({ kind, active }) => active && kind !== 'microphone'),
    );
    const allowed = this.#caseView.state?.case?.allowed;
    return html`${this.#patient(say)}
      ${now.status === 'reconnecting' ? lostView(now.lostSince, say, this.compact) : nothing}
      ${identityTrouble(now, say)}
      ${
        this.#sound.blocked
          ? html`<div class="notice attention">
              ${mediaIcons.speaker}
              <p>
                ${t.resumeSoundText}
                <button type="button" class="button" @click=${() => void this.#sound.resume()}>${t.resumeSound}</button>
              </p>
            </div>`
          : nothing
      }
      ${this.compact ? nothing : this.#stage(now, say)} ${this.compact ? nothing : qualityNotice(now, say)}
      ${this.compact ? nothing : deviceTrouble(now, say)}
      ${now.screen === 'on' ? html`<p class="notice slim attention">${mediaIcons.screen}<span>${t.sharingScreen}</span></p>` : nothing}
      <div class="bar">
        ${this.#summary(now, say)}
        ${controlsView(
          now,
          {
            store,
            compact: this.compact,
            pointing: isOthersPicture ? this.pointing : undefined,
            canEnd: allowed === undefined || allowed.includes('end'),
            chosenQuality: this.chosenQuality,
            run: this.#run,
            togglePointing: () => (this.pointing ? this.#stopPointing() : (this.pointing = true)),
            leave: () => this.#leave(),
            end: () => this.endDialog?.showModal(),
            showKeys: () => this.keysDialog?.showModal(),
            chooseQuality: (step) => {
              this.chosenQuality = step;
              store.chooseQuality(step);
            },
          },
          say,
        )}
      </div>
      ${this.#dialogs(say)}`;
  }

  #stage(now: Readonly<ConsultationState>, say: Say): TemplateResult {
    return stageView(
      now,
      {
        store: this.#owned.store!,
        chosen: this.chosen,
        lastSpeaker: this.#lastSpeaker,
        ratio: this.ratio,
        onSize: (event) => {
          const { videoWidth, videoHeight } = event.target as HTMLVideoElement;
          if (videoWidth && videoHeight) this.ratio = videoWidth / videoHeight;
        },
        choose: (key) => (this.chosen = key),
        ...(this.pointing && {
          pointing: {
            own: this.ownPoint,
            move: (event: PointerEvent, tile: Tile) =>
              this.#point(tile, pointAt(event, event.currentTarget as Element)),
            key: (event: KeyboardEvent, tile: Tile) => {
              if (event.key === 'Escape') return this.#stopPointing();
              const point = pointAfter(event, this.ownPoint ?? { x: 0.5, y: 0.5 });
              if (!point) return;
              event.preventDefault();
              this.#point(tile, point);
            },
          },
        }),
      },
      say,
    );
  }

  #dialogs({ t }: Say): TemplateResult {
    return html`<dialog class="end-dialog" aria-labelledby="end-title">
        <div class="dialog-body">
          <h2 id="end-title">${t.endTitle}</h2>
          <p>${t.endText}</p>
          <div class="actions">
            <button type="button" class="button primary" @click=${() => this.#end()}>${t.endConfirm}</button>
            <button type="button" class="button" @click=${() => this.endDialog?.close()}>${t.cancel}</button>
          </div>
        </div>
      </dialog>
      <dialog class="keys-dialog" aria-labelledby="keys-title">
        <div class="dialog-body">
          <h2 id="keys-title">${t.keys}</h2>
          <dl class="keys">
            ${Object.entries(t.keyList).map(
              ([key, text]) =>
                html`<div>
                  <dt><kbd>${key.toUpperCase()}</kbd></dt>
                  <dd>${text}</dd>
                </div>`,
            )}
          </dl>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.keysDialog?.close()}>${t.close}</button>
          </div>
        </div>
      </dialog>`;
  }

  #over(now: Readonly<ConsultationState>, say: Say): TemplateResult {
    const { t } = say;
    const canRejoin = now.status !== 'ended' && now.leaveReason !== 'removed' && now.leaveReason !== 'access-lost';
    return html`${this.#patient(say)}
      <div class="notice" role="status">
        ${icons.info}
        <div class="stack">
          <p>
            ${now.status === 'failed' && !now.leaveReason ? t.failed : t.leaveReasons[now.leaveReason ?? (now.status === 'ended' ? 'ended' : 'left')]}
          </p>
          ${
            canRejoin
              ? html`<p class="row">
                  <button type="button" class="button primary" @click=${() => this.#join()}>
                    ${icons.call}${t.rejoin}
                  </button>
                  <button type="button" class="button" @click=${() => this.#join({ microphone: false, camera: false })}>
                    ${t.joinListening}
                  </button>
                </p>`
              : nothing
          }
        </div>
      </div>`;
  }

  #body(now: Readonly<ConsultationState>, say: Say): TemplateResult {
    const { t } = say;
    switch (now.status) {
      case 'idle':
      case 'preparing':
        return html`${this.#patient(say)}${prejoinView(
          now,
          {
            store: this.#owned.store!,
            level: this.#meter.level,
            heard: this.#meter.heard,
            prepare: () => this.#run(() => this.#owned.store!.prepare({ camera: true })),
            join: this.#join,
            select: (kind, deviceId) => this.#run(() => this.#owned.store!.selectDevice(kind, deviceId)),
          },
          say,
        )}`;
      case 'joining':
        return html`${this.#patient(say)}
          <div class="notice">
            ${icons.call}
            <div>
              <p role="status">${t.joining}…</p>
              <p class="late muted">${t.joiningSlow}</p>
            </div>
          </div>`;
      case 'joined':
      case 'reconnecting':
        return this.#session(now, say);
      default:
        return this.#over(now, say);
    }
  }

  protected override render() {
    const say = this.#say();
    const now = this.#view.state;
    return html`<section part="base" class="base stack" aria-label=${say.t.title}>
      <p class="visually-hidden" aria-live="polite">${this.spoken}</p>
      ${now ? html`${errorNotice(this, now.error, { safe: say.t.kept })}${this.#body(now, say)}` : nothing}
    </section>`;
  }
}

function hasFreshPointer({ pointers }: Readonly<ConsultationState>): boolean {
  return Object.values(pointers).some(({ at }) => Date.now() - at < pointerLife + 1000);
}
