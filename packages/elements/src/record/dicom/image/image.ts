import type { DiemcauError } from '@diemcau/protocol';
import {
  createImageService,
  type ImageOptions,
  type ImageService,
  type ImageStudy,
  type PatientContext,
  type Pointer,
  type PriorStudy,
} from '@diemcau/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DiemcauElement } from '../../../internal/diemcau-element.js';
import { errorNotice } from '../../../internal/errors/error-notice.js';
import { dateText } from '../../../internal/format/date-text.js';
import { icons } from '../../../internal/icons.js';
import { MessagesController } from '../../../internal/messages-controller.js';
import { shared } from '../../../internal/styles/shared.js';
import { Cine } from './cine.js';
import { fitScale, type Point } from './geometry.js';
import { HandController } from './hand-controller.js';
import {
  ImageExcerptRequestEvent,
  ImageFailedEvent,
  ImageOpenedEvent,
  ImagePatientMismatchEvent,
  ImagePointRequestEvent,
} from './image.events.js';
import { imageMessages } from './image.messages.js';
import { styles } from './image.styles.js';
import { ImagePane } from './image-pane.js';
import { keyAction, type KeyAction } from './keys.js';
import { measure, pointsOf, type Mark } from './measure.js';
import { patientAgrees, type Agreement } from './patient-agrees.js';
import { hasPresets, presets } from './presets.js';
import { stillOf } from './still.js';
import { barView, seriesSelect, stackView, type BarActions, type Tool } from './views/bar-view.js';
import { cornersView, figureText, marksView, pictureName, windowText, type Say } from './views/overlay-view.js';
import { reportsView } from './views/report-view.js';

/** A place in an image where somebody looks. */
export type ImagePointer = Extract<Pointer, { of: 'image' }>;

/**
 * Shows images: of a DICOMweb server that the embedder names, of DICOM files, or plain pictures.
 * @tag diemcau-image
 * @fires diemcau-image-opened - `{entryKey, frames}`
 * @fires diemcau-image-failed - `{entryKey, code}`
 * @fires diemcau-image-patient-mismatch - `{entryKey}`: the images are of another patient; nothing is shown
 * @fires diemcau-image-point-request - `{entryKey, frame}`, when `pointing` is on; cancelable; where by `lookingAt`
 * @fires diemcau-image-excerpt-request - `{entryKey, frame}`, when `excerpting` is on; cancelable; words by `textOf()`, picture by `still()`
 * @fires diemcau-error - `{code, retryable}`
 * @csspart base - the whole view
 * @csspart view - one picture with its facts
 * @cssprop --diemcau-image-height - height of the pictures
 */
export class ImageElement extends DiemcauElement {
  static override styles = [...shared, styles];

  /** Root of a DICOMweb server, named by the embedder; a record's own addresses are never followed. */
  @property() dicomweb = '';
  /** Opaque key of the record's entry that the images belong to; announced with every event. */
  @property({ attribute: 'entry-key' }) entryKey = '';
  /** `rendered`: the server's light pictures first; `full`: always the images; `auto`: by the line. */
  @property() quality: 'auto' | 'rendered' | 'full' = 'auto';
  /** UID of a study on the server. */
  @property({ attribute: false }) study = '';
  /** DICOM files or plain pictures, instead of `study`. */
  @property({ attribute: false }) files?: readonly Blob[];
  /** In place of the page's `fetch` towards the server: adds what the HIS's PACS wants to know. */
  @property({ attribute: false }) imageFetch?: ImageOptions['imageFetch'];
  /** Where the image workers are, when neither bundler nor Blob may make them. */
  @property({ attribute: false }) workerUrls?: ImageOptions['workerUrls'];
  /** The record's patient: images of somebody else are not shown. */
  @property({ attribute: false }) patient?: PatientContext;
  /** Where another participant looks; it is gone to and marked. */
  @property({ attribute: false }) pointer?: ImagePointer;
  /** Name of the participant who points. */
  @property({ attribute: false }) pointerBy?: string;
  /** Offers "show this to the others". */
  @property({ type: Boolean }) pointing = false;
  /** Offers "put into the minutes". */
  @property({ type: Boolean }) excerpting = false;
  /** State owner; made of the properties above unless set. */
  @property({ attribute: false }) service?: ImageService;

  @state() private tool: Tool = 'window';
  @state() private failure?: DiemcauError;
  @state() private agreement?: Agreement;
  @state() private accepted = false;
  @state() private priorStudies?: readonly PriorStudy[];
  @state() private priorIsOther = false;
  @state() private together = true;
  @state() private open?: Mark;
  @state() private cursor?: Point;
  @state() private value = '';
  @state() private said = '';
  @state() private sent = false;

  @query('#keys') private readonly keysDialog!: HTMLDialogElement;

  readonly #words = new MessagesController(this, imageMessages);
  readonly #pane = new ImagePane(this, () => this.#service);
  readonly #prior = new ImagePane(this, () => this.#service);
  readonly #cine = new Cine(this, this.#pane);
  readonly #hand = new HandController(this, {
    tool: () => this.tool,
    pane: (index) => (index ? this.#prior : this.#pane),
    point: (point) => this.#point(point),
    hover: (pane, point) => void this.#hover(pane, point),
    changed: (pane) => this.#follow(pane),
    step: (pane, by) => this.#step(pane, by),
  });
  #own?: ImageService;
  #opening?: AbortController;
  #study?: ImageStudy;
  #opened = '';
  #sources = 0;

  get #service(): ImageService | undefined {
    return this.service ?? this.#own;
  }

  /** Where one looks now, for those who are shown it; `undefined` while nothing is shown. */
  get lookingAt(): ImagePointer | undefined {
    const { sizes, place, placement, shownWindow } = this.#pane;
    if (!sizes || !this.entryKey) return undefined;
    const [x, y] = this.cursor ?? this.#middle();
    const part = (value: number) => Math.min(1, Math.max(0, value));
    return {
      of: 'image',
      entryKey: this.entryKey,
      frame: place,
      x: part(x / sizes.columns),
      y: part(y / sizes.rows),
      zoom: placement.zoom,
      ...(shownWindow ? { window: [...shownWindow] as [number, number] } : {}),
    };
  }

  /** The picture shown and its measured figures in one line, for the minutes; `undefined` while nothing is shown. */
  textOf(): string | undefined {
    const { frame, series, marks, shown } = this.#pane;
    if (!frame || !series || !shown || !this.#mayShow) return undefined;
    const say = this.#say();
    const { t } = say;
    const { date } = frame.instance;
    const name = [pictureName(this.#pane, say), series.description].filter(
      (one, at, all) => one && all.indexOf(one) === at,
    );
    const figures = marks.flatMap((mark) => {
      const measured = measure(mark, frame);
      if (!measured) return [];
      const scale = mark.kind === 'length' ? ` (${t.scale[measured.scale]})` : '';
      return `${t.measured[mark.kind]} ${figureText(measured, say)}${scale}`;
    });
    return [
      t.text(name.join(', '), date ? dateText(date) : '', this.#pane.frameAt + 1, series.frames.length),
      ...figures,
      windowText(this.#pane, say),
      shown.quality === 'rendered' ? t.rendered : '',
    ]
      .filter(Boolean)
      .join('; ');
  }

  /** The picture with marks, figures, window and scale burnt in, as PNG; it names nobody. */
  async still(): Promise<Blob | undefined> {
    if (!this.#mayShow) return undefined;
    const { shown } = this.#pane;
    return stillOf(this.#pane, this.#say(), shown?.quality === 'rendered' ? this.#words.words.rendered : '');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opened = '';
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
    this.#own?.close();
    this.#own = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('files')) this.#sources++;
    if (changed.has('dicomweb') || changed.has('imageFetch') || changed.has('workerUrls')) {
      this.#close();
      this.#own?.close();
      this.#own = undefined;
      this.#opened = '';
    }
    const wanted = this.files ? `files ${this.#sources}` : this.study ? `study ${this.study}` : '';
    if (wanted !== this.#opened && this.isConnected) {
      this.#opened = wanted;
      void this.#open();
    }
    if (changed.has('patient') && this.#study) this.#check(this.#study);
    if (changed.has('pointer') && this.pointer) this.#goTo(this.pointer);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const canvases = this.renderRoot.querySelectorAll('canvas');
    this.#pane.attach(canvases[0]);
    this.#prior.attach(canvases[1]);
    this.#hand.observe(this.renderRoot.querySelectorAll<HTMLElement>('.view'));
    for (const error of [this.failure, this.#pane.error]) if (error) this.#announceFailure(error);
  }

  #announced?: DiemcauError;
  #announceFailure(error: DiemcauError): void {
    if (error === this.#announced) return;
    this.#announced = error;
    this.dispatchEvent(new ImageFailedEvent({ entryKey: this.entryKey, code: error.code }));
    this.announceError(error);
  }

  get #mayShow(): boolean {
    return (
      this.agreement === undefined || this.agreement === 'agrees' || (this.agreement === 'unproven' && this.accepted)
    );
  }

  async #open(): Promise<void> {
    this.#close();
    if (!this.files && !this.study) return;
    const opening = (this.#opening = new AbortController());
    const { signal } = opening;
    try {
      this.#own ??= this.service ? undefined : createImageService(this.#options());
      const service = this.#service!;
      const study = this.files
        ? await service.openFiles(this.files, { signal })
        : await service.openStudy(this.study, { signal });
      if (signal.aborted) return;
      this.#study = study;
      this.#check(study);
    } catch (caught) {
      if (signal.aborted) return;
      this.failure = caught as DiemcauError;
    } finally {
      if (this.#opening === opening) this.#opening = undefined;
      this.requestUpdate();
    }
  }

  #options(): ImageOptions {
    return {
      ...(this.dicomweb ? { dicomweb: this.dicomweb } : {}),
      ...(this.imageFetch ? { imageFetch: this.imageFetch } : {}),
      ...(this.workerUrls ? { workerUrls: this.workerUrls } : {}),
    };
  }

  /** Nothing of a study is drawn before it is known whose it is. */
  #check(study: ImageStudy): void {
    // What shows nothing of anybody needs no proof.
    const isBlank = study.series.length + study.reports.length === 0;
    this.agreement = this.patient && !isBlank ? worst(study, this.patient) : undefined;
    if (this.agreement === 'differs') {
      this.#pane.close();
      this.#prior.close();
      this.dispatchEvent(new ImagePatientMismatchEvent({ entryKey: this.entryKey }));
      return;
    }
    if (this.#mayShow && this.#pane.study !== study) this.#show(study);
  }

  #show(study: ImageStudy): void {
    this.#pane.open(study, this.#firstQuality(study));
    const frames = study.series.reduce((sum, { frames }) => sum + frames.length, 0);
    this.dispatchEvent(new ImageOpenedEvent({ entryKey: this.entryKey, frames }));
    if (this.pointer) this.#goTo(this.pointer);
    void this.#service
      ?.priors(study)
      .then((found) => (this.priorStudies = found))
      .catch(() => undefined);
  }

  /** On a line where the whole image would take more than five seconds, the server's picture comes first. */
  #firstQuality(study: ImageStudy): 'full' | 'rendered' {
    if (!study.rendered || this.quality === 'full') return 'full';
    if (this.quality === 'rendered') return 'rendered';
    const { connection } = navigator as {
      connection?: { downlink?: number; saveData?: boolean; effectiveType?: string };
    };
    const { rows = 0, columns = 0, samples = 1, bitsAllocated = 8 } = study.series[0]?.frames[0]?.instance ?? {};
    const megabits = (rows * columns * samples * bitsAllocated) / 1e6;
    const isSlow = connection?.saveData || /2g/.test(connection?.effectiveType ?? '');
    return isSlow || (connection?.downlink && megabits / connection.downlink > 5) ? 'rendered' : 'full';
  }

  #close(): void {
    this.#opening?.abort();
    this.#opening = undefined;
    this.#cine.stop();
    this.#pane.close();
    this.#prior.close();
    if (this.#study) this.#service?.drop(this.#study);
    this.#study = undefined;
    this.failure = undefined;
    this.agreement = undefined;
    this.accepted = false;
    this.priorStudies = undefined;
    this.open = undefined;
    this.cursor = undefined;
    this.value = '';
    this.sent = false;
  }

  #middle(): Point {
    const { sizes } = this.#pane;
    return sizes ? [sizes.columns / 2, sizes.rows / 2] : [0, 0];
  }

  /** Goes where another looks: the picture, its window, how large, and the place. */
  #goTo({ entryKey, frame, window, zoom, x, y }: ImagePointer): void {
    const pane = this.#pane;
    if (entryKey !== this.entryKey || !pane.study) return;
    if (frame !== pane.place) pane.goTo(frame);
    if (window && pane.shown?.image.kind !== 'picture') pane.window = window;
    if (zoom !== undefined && zoom > 0) {
      const at = Math.min(20, Math.max(0.2, zoom));
      // Enlarged, the place that is shown comes to the middle; else it is in sight anyway.
      const { sizes, placement } = pane;
      const scale = sizes ? fitScale(sizes, placement.turns) * at : 0;
      const isTurned = placement.turns % 4 !== 0 || placement.flipped;
      const pan: Point =
        at > 1 && sizes && !isTurned
          ? [
              ((0.5 - x) * sizes.columns * scale) / sizes.width,
              ((0.5 - y) * sizes.rows * sizes.aspect * scale) / sizes.height,
            ]
          : [0, 0];
      pane.placement = { ...placement, zoom: at, pan };
    }
    pane.draw();
  }

  #step(pane: ImagePane, by: number): void {
    pane.show(pane.seriesAt, pane.frameAt + by, pane.shown?.quality);
    this.#alongside(pane, (other) => other.show(other.seriesAt, other.frameAt + by, other.shown?.quality));
    this.#afterFrame();
  }

  #afterFrame(): void {
    this.open = undefined;
    this.cursor = undefined;
    this.value = '';
    const { series, frameAt } = this.#pane;
    if (series)
      this.said = this.#words.words.shown(pictureName(this.#pane, this.#say()), frameAt + 1, series.frames.length);
  }

  #alongside(pane: ImagePane, act: (other: ImagePane) => void): void {
    const other = pane === this.#pane ? this.#prior : this.#pane;
    if (this.together && other.study) act(other);
  }

  /** What was done to one of two is done to the other, where they go together. */
  #follow(pane: ImagePane): void {
    this.#alongside(pane, (other) => {
      other.placement = pane.placement;
      if (pane.frame?.instance.modality === other.frame?.instance.modality) other.window = pane.window;
      other.move();
    });
  }

  #point(point: Point): void {
    this.cursor = point;
    if (this.tool === 'point') return this.#showOthers();
    if (this.tool !== 'length' && this.tool !== 'angle') return;
    const mark: Mark = { kind: this.tool, points: [...(this.open?.points ?? []), point] };
    if (mark.points.length < pointsOf(mark.kind)) {
      this.open = mark;
      return;
    }
    this.open = undefined;
    this.#pane.marks = [...this.#pane.marks, mark];
    const { frame } = this.#pane;
    const measured = frame && measure(mark, frame);
    const say = this.#say();
    if (measured)
      this.said = `${say.t.measured[mark.kind]} ${figureText(measured, say)}, ${say.t.scale[measured.scale]}`;
  }

  async #hover(pane: ImagePane, point: Point): Promise<void> {
    const { shown } = pane;
    if (shown?.image.kind !== 'grey') return;
    const value = await this.#service?.valueAt(shown.frame, point[0], point[1]).catch(() => undefined);
    const unit = shown.frame.instance.unit ?? '';
    this.value = value === undefined ? '' : this.#words.words.valueText(String(Math.round(value)), unit);
  }

  #showOthers(): void {
    if (!this.pointing || !this.lookingAt) return;
    this.dispatchEvent(new ImagePointRequestEvent({ entryKey: this.entryKey, frame: this.#pane.place }));
  }

  #excerpt(): void {
    const event = new ImageExcerptRequestEvent({ entryKey: this.entryKey, frame: this.#pane.place });
    this.sent = this.dispatchEvent(event);
  }

  readonly #keydown = (event: KeyboardEvent) => {
    const action = keyAction(event, this.tool);
    if (!action || !this.#pane.shown) return;
    event.preventDefault();
    event.stopPropagation();
    this.#run(action);
  };

  #run(action: KeyAction): void {
    const pane = this.#pane;
    switch (action.do) {
      case 'frame':
        return this.#step(pane, action.by);
      case 'series':
        return this.#chooseSeries(pane.seriesAt + action.by);
      case 'end':
        return this.#step(pane, action.at === 'first' ? -pane.frameAt : pane.series!.frames.length);
      case 'window':
        return this.#window(action.center, action.width);
      case 'preset':
        if (hasPresets(pane.frame!)) this.#setWindow(presets[action.name]);
        return;
      case 'zoom':
        return this.#lay({ zoom: Math.min(20, Math.max(0.2, pane.placement.zoom * action.by)) });
      case 'pan':
        return this.#lay({ pan: [pane.placement.pan[0] + action.x * 0.05, pane.placement.pan[1] + action.y * 0.05] });
      case 'cursor': {
        const [x, y] = this.cursor ?? this.#middle();
        this.cursor = [x + action.x, y + action.y];
        void this.#hover(pane, this.cursor);
        return;
      }
      case 'tool':
        this.tool = action.tool;
        return;
      case 'enter':
        if (this.tool === 'window' || this.tool === 'pan') return;
        return this.#point(this.cursor ?? this.#middle());
      default:
        return this.#press(action.do);
    }
  }

  #press(action: 'invert' | 'fit' | 'actual' | 'turn' | 'flip' | 'reset' | 'play' | 'deleteMark' | 'keys'): void {
    const pane = this.#pane;
    const { placement, sizes } = pane;
    if (action === 'keys') this.keysDialog.showModal();
    else if (action === 'play') this.#cine.toggle();
    else if (action === 'deleteMark') {
      if (this.open) this.open = undefined;
      else pane.marks = pane.marks.slice(0, -1);
    } else if (action === 'reset') {
      pane.reset();
      this.#follow(pane);
    } else if (action === 'invert') {
      pane.invert = !pane.invert;
      pane.draw();
      this.requestUpdate();
    } else if (action === 'fit') this.#lay({ zoom: 1, pan: [0, 0] });
    else if (action === 'actual') this.#lay({ zoom: sizes ? 1 / fitScale(sizes, placement.turns) : 1, pan: [0, 0] });
    else if (action === 'turn') this.#lay({ turns: (placement.turns + 1) % 4 });
    else this.#lay({ flipped: !placement.flipped });
  }

  #lay(placement: Partial<ImagePane['placement']>): void {
    this.#pane.lay(placement);
    this.#follow(this.#pane);
  }

  #window(center: number, width: number): void {
    const now = this.#pane.shownWindow ?? this.#pane.shown?.image.whole;
    if (!now || this.#pane.shown?.image.kind !== 'grey') return;
    const step = Math.max(1, now[1] * 0.05);
    this.#setWindow([now[0] + center * step, Math.max(1, now[1] + width * step)]);
  }

  #setWindow(window: readonly [number, number] | undefined): void {
    this.#pane.window = window;
    this.#pane.move();
    this.#follow(this.#pane);
  }

  #chooseSeries(at: number): void {
    this.#pane.show(at, 0, this.#pane.shown?.quality);
    this.#afterFrame();
  }

  async #choosePrior(uid: string): Promise<void> {
    this.#prior.close();
    this.priorIsOther = false;
    if (!uid) return this.requestUpdate();
    try {
      const study = await this.#service!.openStudy(uid);
      const agreement = this.patient ? worst(study, this.patient) : 'agrees';
      this.priorIsOther = agreement === 'differs';
      if (this.priorIsOther) this.#service!.drop(study);
      else this.#prior.open(study, this.#firstQuality(study));
    } catch (caught) {
      this.#prior.error = caught as DiemcauError;
    }
    this.requestUpdate();
  }

  async #keep(): Promise<void> {
    const { frame } = this.#pane;
    if (!frame) return;
    try {
      const file = await this.#service!.file(frame);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
      link.download = file.type.startsWith('image/') ? `anh.${file.type.slice(6)}` : 'anh.dcm';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (caught) {
      this.failure = caught as DiemcauError;
    }
  }

  #say(): Say {
    return { t: this.#words.words, locale: this.currentLocale, date: dateText };
  }

  #viewOf(pane: ImagePane, title: string | undefined, say: Say): TemplateResult {
    const { t } = say;
    const { pointer } = this;
    const isPointed =
      pane === this.#pane && pointer?.entryKey === this.entryKey && pointer.frame === pane.place && pane.sizes;
    const pointed = isPointed
      ? {
          at: [pointer.x * isPointed.columns, pointer.y * isPointed.rows] as Point,
          by: t.pointsHere(this.pointerBy ?? t.somebody),
        }
      : undefined;
    const drawn =
      pane === this.#pane
        ? {
            ...(this.open ? { open: this.open } : {}),
            ...(this.cursor && this.tool !== 'window' && this.tool !== 'pan' ? { cursor: this.cursor } : {}),
            ...(pointed ? { pointed } : {}),
          }
        : {};
    const name = pane.series ? t.shown(pictureName(pane, say), pane.frameAt + 1, pane.series.frames.length) : t.viewer;
    return html`<div>
      ${title ? html`<p class="pane-title">${title}${pane.study?.date ? ` · ${dateText(pane.study.date)}` : ''}</p>` : nothing}
      <div
        part="view"
        class="view"
        data-tool=${this.tool}
        tabindex="0"
        role="application"
        aria-label=${name}
        aria-describedby="shown"
        @keydown=${this.#keydown}
      >
        <canvas aria-hidden="true"></canvas>
        ${pane.shown?.quality === 'rendered' ? html`<p class="ribbon">${t.rendered}</p>` : nothing}
        ${pane.shown ? cornersView(pane, say) : nothing}
        <svg class="marks" aria-hidden="true">${marksView(pane, drawn, say)}</svg>
        ${pane.loading && pane.shown?.frame !== pane.frame ? html`<p class="waiting">${t.decoding}</p>` : nothing}
        ${pane.error && !pane.shown ? html`<div class="over">${this.#errorView(pane.error, pane)}</div>` : nothing}
      </div>
    </div>`;
  }

  #errorView(error: DiemcauError, pane: ImagePane): TemplateResult {
    const { t } = this.#say();
    return html`${errorNotice(this, error, { retry: () => void pane.load('full') })}
      <p class="row">
        ${
          pane.study?.rendered
            ? html`<button type="button" class="button" @click=${() => void pane.load('rendered')}>
                ${t.viewRendered}
              </button>`
            : nothing
        }
        <button type="button" class="button" @click=${() => void this.#keep()}>${t.keepFile}</button>
      </p>`;
  }

  /** Actions that leave the viewer: the whole image, an earlier study, the minutes, the others, a file. */
  #caseBar(say: Say): TemplateResult {
    const { t } = say;
    const pane = this.#pane;
    const { priorStudies: priors } = this;
    return html`<div class="bar">
      ${seriesSelect(pane, (at) => this.#chooseSeries(at), say)}
      ${
        pane.shown?.quality === 'rendered'
          ? html`<button type="button" class="button primary" @click=${() => void pane.load('full')}>${t.full}</button>`
          : nothing
      }
      ${
        priors?.length
          ? html`<select
              aria-label=${t.prior}
              @change=${(event: Event) => void this.#choosePrior((event.target as HTMLSelectElement).value)}
            >
              <option value="">${this.#prior.study ? t.closePrior : t.prior}</option>
              ${priors.map(
                ({ uid, date, description }) =>
                  html`<option value=${uid} ?selected=${this.#prior.study?.uid === uid}>
                    ${[date && dateText(date), description].filter(Boolean).join(' · ')}
                  </option>`,
              )}
            </select>`
          : nothing
      }
      ${
        this.#prior.study
          ? html`<button
              type="button"
              class="button"
              aria-pressed=${String(this.together)}
              @click=${() => (this.together = !this.together)}
            >
              ${t.synchronise}
            </button>`
          : nothing
      }
      ${
        this.excerpting && pane.shown
          ? html`<button type="button" class="button" @click=${() => this.#excerpt()}>
              ${icons.minutes} ${t.toMinutes}
            </button>`
          : nothing
      }
      ${
        this.pointing && pane.shown
          ? html`<button type="button" class="button" @click=${() => this.#showOthers()}>
              ${icons.pointer} ${t.showOthers}
            </button>`
          : nothing
      }
      ${pane.shown ? html`<button type="button" class="button quiet" @click=${() => void this.#keep()}>${t.keepFile}</button>` : nothing}
      <span class="muted numbers small">${this.value}</span>
      ${this.sent ? html`<span class="small" role="status">${t.inMinutes}</span>` : nothing}
    </div>`;
  }

  #guardView({ t }: Say): TemplateResult | typeof nothing {
    if (this.agreement === 'differs')
      return html`<div class="notice critical" role="alert">
        ${icons.critical}
        <div><strong>${t.mismatch}</strong><br />${t.mismatchWhy}</div>
      </div>`;
    if (this.agreement !== 'unproven') return nothing;
    if (this.accepted) return html`<p class="notice plain attention">${icons.attention} ${t.unprovenStrip}</p>`;
    return html`<div class="notice attention" role="alert">
      ${icons.attention}
      <div>
        <p><strong>${t.unproven}</strong><br />${t.unprovenWhy}</p>
        <button type="button" class="button" @click=${() => this.#accept()}>${t.showAnyway}</button>
      </div>
    </div>`;
  }

  #accept(): void {
    this.accepted = true;
    if (this.#study) this.#show(this.#study);
  }

  #aboutView(study: ImageStudy, say: Say): TemplateResult {
    const { t } = say;
    const pane = this.#pane;
    const notes = [
      study.failed.length ? t.failedFiles(study.failed.length) : '',
      study.others ? t.otherObjects(study.others) : '',
      pane.frame?.instance.damaged ? t.damaged : '',
    ].filter(Boolean);
    return html`${notes.map((note) => html`<p class="notice plain attention">${note}</p>`)}
    ${pane.error && pane.shown ? errorNotice(this, pane.error, { retry: () => void pane.load('full') }) : nothing}
    ${reportsView(study.reports, say)}`;
  }

  protected override render() {
    const say = this.#say();
    const { t } = say;
    const study = this.#study;
    const guard = this.#guardView(say);
    if (this.failure)
      return html`<div part="base" class="base">
        ${errorNotice(this, this.failure, { retry: () => ((this.failure = undefined), void this.#open()) })}
      </div>`;
    if (!study)
      return html`<div part="base" class="base"><p role="status">${this.#opening ? t.opening : t.nothing}</p></div>`;
    if (!this.#mayShow) return html`<div part="base" class="base">${guard}</div>`;
    if (!study.series.length)
      return html`<div part="base" class="base">
        ${guard}
        <p class="notice plain">${t.noImages}</p>
        ${this.#aboutView(study, say)}
      </div>`;
    const isBoth = this.#prior.study !== undefined;
    const actions: BarActions = {
      tool: this.tool,
      setTool: (tool: Tool) => (this.tool = tool),
      preset: (value: string) =>
        this.#setWindow(value ? (value.split(',').map(Number) as [number, number]) : undefined),
      run: (action: Parameters<BarActions['run']>[0]) => this.#press(action),
      playing: this.#cine.playing,
    };
    return html`<div part="base" class="base">
      ${guard} ${this.#caseBar(say)} ${barView(this.#pane, actions, say)}
      <div class="panes">
        ${this.#viewOf(this.#pane, isBoth ? t.current : undefined, say)}
        ${isBoth ? this.#viewOf(this.#prior, t.before, say) : nothing}
      </div>
      ${stackView(this.#pane, (at) => this.#step(this.#pane, at - this.#pane.frameAt), say)}
      ${this.priorIsOther ? html`<p class="notice critical" role="alert">${icons.critical} ${t.mismatch}</p>` : nothing}
      ${this.#prior.error && !isBoth ? errorNotice(this, this.#prior.error) : nothing} ${this.#aboutView(study, say)}
      <p id="shown" class="visually-hidden" role="status">${this.said}</p>
      ${this.#keysView(say)}
    </div>`;
  }

  #keysView({ t }: Say): TemplateResult {
    return html`<dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">${t.keys}</h2>
      <dl class="keys">
        ${t.keyList.map(
          ([key, does]) =>
            html`<dt>${key}</dt>
              <dd>${does}</dd>`,
        )}
      </dl>
      <button type="button" class="button" @click=${() => this.keysDialog.close()}>${t.close}</button>
    </dialog>`;
  }
}

/** One object of another patient is enough. */
function worst({ series, patient }: ImageStudy, record: PatientContext): Agreement {
  const patients = series.flatMap(({ frames }) => frames.map(({ instance }) => instance.patient));
  const said = [...new Map([patient, ...patients].map((one) => [JSON.stringify(one), one])).values()];
  const agreements = said.map((one) => patientAgrees(one, record));
  return agreements.includes('differs') ? 'differs' : agreements.includes('unproven') ? 'unproven' : 'agrees';
}
