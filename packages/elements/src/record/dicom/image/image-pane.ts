import type { DiemcauError } from '@diemcau/protocol';
import type { DecodedImage, ImageFrame, ImageSeries, ImageService, ImageStudy } from '@diemcau/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { inImage, matrixOf, wholeImage, type Matrix, type Placement, type Point, type Sizes } from './geometry.js';
import type { Mark } from './measure.js';

/** Milliseconds after which a server's own picture is shown until the whole image is here. */
const patience = 2_500;
/** Milliseconds that a hand must rest before every pixel is worked out. */
const rest = 160;

type Quality = 'full' | 'rendered';

/** One image on one surface: which frame, how bright, how it lies, and what was marked on it. */
export class ImagePane implements ReactiveController {
  study?: ImageStudy;
  seriesAt = 0;
  frameAt = 0;
  placement: Placement = wholeImage;
  /** Set by hand or by name; none: what the image asks for. */
  window?: readonly [center: number, width: number];
  invert = false;
  /** What is on the surface now. */
  shown?: { frame: ImageFrame; image: DecodedImage; quality: Quality };
  error?: DiemcauError;
  loading = false;
  /** Of the surface, in device pixels; 0 until it is laid out. */
  width = 0;
  height = 0;

  readonly #host: ReactiveControllerHost;
  readonly #service: () => ImageService | undefined;
  readonly #marks = new Map<string, Mark[]>();
  #canvas?: HTMLCanvasElement;
  #loading?: AbortController;
  #drawing = false;
  #again = false;
  #coarse = 1;
  #resting?: ReturnType<typeof setTimeout>;
  /** Frames are brought ahead in the direction of the last step. */
  #direction = 1;

  constructor(host: ReactiveControllerHost, service: () => ImageService | undefined) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.close();
  }

  get series(): ImageSeries | undefined {
    return this.study?.series[this.seriesAt];
  }

  get frame(): ImageFrame | undefined {
    return this.series?.frames[this.frameAt];
  }

  /** Marks of the present frame. */
  get marks(): readonly Mark[] {
    return (this.frame && this.#marks.get(this.frame.key)) ?? [];
  }

  set marks(marks: readonly Mark[]) {
    if (this.frame) this.#marks.set(this.frame.key, [...marks]);
    this.#host.requestUpdate();
  }

  /** Number of the frame among all frames of the study, in the order shown. */
  get place(): number {
    const before = this.study?.series.slice(0, this.seriesAt).reduce((sum, { frames }) => sum + frames.length, 0) ?? 0;
    return before + this.frameAt;
  }

  get sizes(): Sizes | undefined {
    if (!this.shown || !this.width || !this.height) return undefined;
    const { image, frame, quality } = this.shown;
    const { rows, columns, aspect } = frame.instance;
    const { spacing } = frame.facts;
    // A rendered picture may be smaller; places are always those of the full image.
    const isKnown = rows > 0 && columns > 0;
    return {
      width: this.width,
      height: this.height,
      columns: isKnown ? columns : image.width,
      rows: isKnown ? rows : image.height,
      aspect: quality === 'rendered' && !isKnown ? 1 : spacing ? spacing.row / spacing.column : aspect,
    };
  }

  get matrix(): Matrix | undefined {
    const { sizes } = this;
    return sizes && matrixOf(sizes, this.placement);
  }

  /** The window in use. */
  get shownWindow(): readonly [number, number] | undefined {
    return this.window ?? this.shown?.image.window;
  }

  /** Point of the image at a place of the surface (CSS pixels from its corner). */
  at(point: Point): Point | undefined {
    const ratio = globalThis.devicePixelRatio || 1;
    return this.matrix && inImage(this.matrix, [point[0] * ratio, point[1] * ratio]);
  }

  attach(canvas: HTMLCanvasElement | undefined): void {
    if (canvas === this.#canvas) return;
    this.#canvas = canvas;
    this.draw();
  }

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.draw();
    this.#host.requestUpdate();
  }

  open(study: ImageStudy, quality: Quality): void {
    this.close();
    this.study = study;
    this.show(0, 0, quality);
  }

  /** Goes to a frame; out of range goes to the nearest. */
  show(seriesAt: number, frameAt: number, quality: Quality = 'full'): void {
    if (!this.study?.series.length) return;
    const before = this.frameAt;
    const isOther = seriesAt !== this.seriesAt;
    this.seriesAt = Math.max(0, Math.min(this.study.series.length - 1, seriesAt));
    const { frames } = this.series!;
    this.frameAt = Math.max(0, Math.min(frames.length - 1, frameAt));
    this.#direction = this.frameAt < before ? -1 : 1;
    if (isOther) {
      this.window = undefined;
      this.placement = wholeImage;
    }
    void this.load(quality);
  }

  /** Goes to the so-many-th frame of the study. */
  goTo(place: number): void {
    let left = place;
    for (const [at, { frames }] of (this.study?.series ?? []).entries()) {
      if (left < frames.length) return this.show(at, left, this.shown?.quality);
      left -= frames.length;
    }
  }

  /** Brings the present frame and shows it; the last one asked for wins. */
  async load(quality: Quality): Promise<void> {
    const service = this.#service();
    const { frame, study } = this;
    if (!service || !frame || !study) return;
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    const { signal } = loading;
    this.error = undefined;
    this.loading = true;
    this.#host.requestUpdate();
    const settle = (image: DecodedImage, of: Quality) => {
      if (signal.aborted) return;
      this.shown = { frame, image, quality: of };
      this.draw();
      this.#host.requestUpdate();
    };
    const slow =
      quality === 'full' && study.rendered
        ? setTimeout(() => {
            if (this.shown?.frame === frame) return;
            const picture = service.load(frame, 'rendered', { signal });
            void picture.then((image) => this.loading && settle(image, 'rendered')).catch(() => undefined);
          }, patience)
        : undefined;
    try {
      settle(await service.load(frame, quality, { signal }), quality);
    } catch (caught) {
      const error = caught as DiemcauError;
      if (signal.aborted) return;
      this.error = error;
      const isOfImage = /^record\/image|^internal\/worker/.test(error.code);
      if (quality === 'full' && study.rendered && isOfImage)
        await service.load(frame, 'rendered', { signal }).then(
          (image) => settle(image, 'rendered'),
          () => undefined,
        );
      if (this.shown?.frame !== frame) this.#clear();
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) {
        this.loading = false;
        this.#host.requestUpdate();
        void this.#ahead(service, signal);
      }
    }
  }

  /** Brings the next frames while nothing else is asked. */
  async #ahead(service: ImageService, signal: AbortSignal): Promise<void> {
    const { frames } = this.series ?? { frames: [] };
    if (this.error || this.shown?.quality !== 'full') return;
    for (let step = 1; step <= 3; step++) {
      const next = frames[this.frameAt + step * this.#direction];
      if (!next || signal.aborted) return;
      await service.load(next, 'full', { signal }).catch(() => undefined);
    }
  }

  #clear(): void {
    this.shown = undefined;
    const context = this.#canvas?.getContext('bitmaprenderer');
    context?.transferFromImageBitmap(null);
  }

  /** A hand is moving: fewer pixels now, all of them once it rests. */
  move(): void {
    const { instance } = this.frame ?? {};
    const pixels = (instance?.rows ?? 0) * (instance?.columns ?? 0);
    this.#coarse = pixels > 4_000_000 ? 3 : pixels > 1_500_000 ? 2 : 1;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#coarse = 1;
      this.draw();
    }, rest);
    this.draw();
    this.#host.requestUpdate();
  }

  /** Draws what is shown; while one picture is on its way, the next waits for it. */
  draw(): void {
    if (this.#drawing) {
      this.#again = true;
      return;
    }
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const service = this.#service();
    const { shown, matrix } = this;
    const canvas = this.#canvas;
    if (!service || !shown || !matrix || !canvas) return;
    this.#drawing = true;
    try {
      const bitmap = await service.draw(shown.frame, shown.quality, {
        width: this.width,
        height: this.height,
        matrix: this.#own(matrix, shown),
        smooth: Math.abs(matrix[0]) + Math.abs(matrix[1]) < 3,
        ...(this.window ? { window: this.window } : {}),
        invert: this.invert,
        step: this.#coarse,
      });
      if (this.#canvas !== canvas || this.shown?.frame !== shown.frame) bitmap.close();
      else {
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(bitmap);
        this.#host.requestUpdate();
      }
    } catch (caught) {
      const error = caught as DiemcauError;
      if (error.code !== 'network/aborted' && this.shown?.frame === shown.frame) this.error = error;
      this.#host.requestUpdate();
    } finally {
      this.#drawing = false;
      if (this.#again) {
        this.#again = false;
        this.draw();
      }
    }
  }

  /** The matrix for the pixels of the picture itself, which may be fewer than those of the image. */
  #own([a, b, c, d, e, f]: Matrix, { image, frame }: NonNullable<ImagePane['shown']>): Matrix {
    const { rows, columns } = frame.instance;
    if (image.kind !== 'picture' || !rows || !columns) return [a, b, c, d, e, f];
    const [across, down] = [columns / image.width, rows / image.height];
    return [a * across, b * across, c * down, d * down, e, f];
  }

  /** Picture of what is shown, of a size of one's own. */
  async picture(width: number, height: number): Promise<{ bitmap: ImageBitmap; matrix: Matrix } | undefined> {
    const service = this.#service();
    const { shown, sizes } = this;
    if (!service || !shown || !sizes) return undefined;
    const matrix = matrixOf({ ...sizes, width, height }, this.placement);
    const bitmap = await service.draw(shown.frame, shown.quality, {
      width,
      height,
      matrix: this.#own(matrix, shown),
      smooth: true,
      ...(this.window ? { window: this.window } : {}),
      invert: this.invert,
      step: 1,
    });
    return { bitmap, matrix };
  }

  reset(): void {
    this.placement = wholeImage;
    this.window = undefined;
    this.invert = false;
    this.draw();
    this.#host.requestUpdate();
  }

  /** Changes how the image lies. */
  lay(placement: Partial<Placement>): void {
    this.placement = { ...this.placement, ...placement };
    this.move();
  }

  close(): void {
    this.#loading?.abort();
    clearTimeout(this.#resting);
    if (this.study) this.#service()?.drop(this.study);
    this.study = undefined;
    this.seriesAt = this.frameAt = 0;
    this.placement = wholeImage;
    this.window = undefined;
    this.invert = false;
    this.loading = false;
    this.error = undefined;
    this.#marks.clear();
    this.#clear();
  }
}
