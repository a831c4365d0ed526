import type { RecordEntry } from '@diemcau/fhir';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type * as documentParts from './document/document.js';
import type { OpenKind } from './open-kind.js';

/** A document or narrative that was opened. */
export type Opened =
  | { status: 'opening' }
  | { status: 'failed' }
  | { status: 'too-long'; url?: string }
  | {
      status: 'open';
      kind: OpenKind;
      /** `blob:` URL, its type never one that runs. */ url?: string;
      text?: string;
      cut?: boolean;
      body?: HTMLElement;
      /** DICOM files, or a study of the embedder's server. */
      files?: readonly Blob[];
      study?: string;
    };

/** The host's policy (`frame-src`) does not let a frame show what lies in the page itself: found out by the first that was refused. */
let framesRefused = false;

type Part = typeof documentParts;
type Fetch = (entryKey: string, options: { signal: AbortSignal }) => Promise<Blob>;

/** Keeps what is open in a record, and leaves no URL behind. */
export class OpenedController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #fetch: Fetch;
  readonly #opened = new Map<string, Opened>();
  #part?: Part;
  #stopped = new AbortController();
  /** Another number whenever something opened, closed, or is shown otherwise. */
  changes = 0;

  constructor(host: ReactiveControllerHost, fetch: Fetch) {
    this.#host = host;
    this.#fetch = fetch;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('securitypolicyviolation', this.#refused);
  }

  hostDisconnected(): void {
    document.removeEventListener('securitypolicyviolation', this.#refused);
    this.closeAll();
  }

  /** Whether a PDF can be shown where it stands: this browser has a viewer and the host's policy lets it. */
  get showsPdf(): boolean {
    return navigator.pdfViewerEnabled && !framesRefused;
  }

  readonly #refused = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective !== 'frame-src' || !blockedURI.startsWith('blob')) return;
    framesRefused = true;
    this.#changed();
  };

  get isAnyOpen(): boolean {
    return this.#opened.size > 0;
  }

  /** How what is open is shown; here as soon as something is. */
  get part(): Part | undefined {
    return this.#part;
  }

  of(key: string): Opened | undefined {
    return this.#opened.get(key);
  }

  /** Fetches an attachment and makes it showable. */
  async openAttachment({ key, attachment }: RecordEntry): Promise<void> {
    await this.#open(key, async ({ shown }, signal) => {
      const blob = await this.#fetch(key, { signal });
      return shown(blob, attachment?.contentType || blob.type);
    });
  }

  /** Makes a study of the embedder's image server showable. */
  async openStudy(key: string, study: string): Promise<void> {
    await this.#open(key, async ({ viewer }) => (await viewer(), { status: 'open', kind: 'dicom', study }));
  }

  /** Makes an entry's narrative showable. */
  async openNarrative(key: string, html: string): Promise<void> {
    await this.#open(narrativeKey(key), ({ asDocument }) => asDocument(html));
  }

  close(key: string): void {
    revoke(this.#opened.get(key));
    this.#opened.delete(key);
    this.#changed();
  }

  closeAll(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    for (const key of [...this.#opened.keys()]) this.close(key);
  }

  async #open(key: string, read: (part: Part, signal: AbortSignal) => Promise<Opened>): Promise<void> {
    if (this.#opened.has(key) && this.#opened.get(key)!.status !== 'failed') return;
    const { signal } = this.#stopped;
    this.#set(key, { status: 'opening' });
    const opened = await this.#bring()
      .then((part) => read(part, signal))
      .catch((): Opened => ({ status: 'failed' }));
    if (signal.aborted || !this.#opened.has(key)) {
      revoke(opened);
      return;
    }
    this.#set(key, opened);
  }

  async #bring(): Promise<Part> {
    return (this.#part ??= await import('./document/document.js'));
  }

  #set(key: string, opened: Opened): void {
    this.#opened.set(key, opened);
    this.#changed();
  }

  #changed(): void {
    this.changes++;
    this.#host.requestUpdate();
  }
}

/** Key under which an entry's narrative is open. */
export const narrativeKey = (key: string): string => `narrative ${key}`;

function revoke(opened: Opened | undefined): void {
  if (opened && 'url' in opened && opened.url) URL.revokeObjectURL(opened.url);
}
