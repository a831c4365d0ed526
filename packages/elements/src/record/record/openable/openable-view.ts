import type { RecordEntry } from '@diemcau/fhir';
import type { PatientContext } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { ImagePointer } from '../../dicom/image/image.js';
import type { Say } from '../views/say.js';
import { endings } from './open-kind.js';
import { narrativeKey, type Opened, type OpenedController } from './opened.js';

/** The buttons that open an entry's document, images and text, and what they opened. */
export function openableView(
  entry: RecordEntry,
  opened: OpenedController,
  say: Say,
  images: ImageContext,
): TemplateResult | typeof nothing {
  const { key, attachment, narrative, title } = entry;
  const study = attachment ? undefined : studyOf(entry);
  if (!attachment && !narrative && !study) return nothing;
  const { t } = say;
  const text = narrativeKey(key);
  return html`<div class="openable">
    ${
      attachment
        ? toggle(opened.of(key), t.open, attachment.title ?? title, factsOf(attachment, say), t, () =>
            opened.of(key) ? opened.close(key) : void opened.openAttachment(entry),
          )
        : nothing
    }
    ${
      study && images.dicomweb
        ? toggle(opened.of(key), t.open, title, t.sections.imaging, t, () =>
            opened.of(key) ? opened.close(key) : void opened.openStudy(key, study),
          )
        : nothing
    }
    ${study && !images.dicomweb ? html`<p class="muted small">${t.noImageServer}</p>` : nothing}
    ${
      narrative
        ? toggle(opened.of(text), '', t.narrative, '', t, () =>
            opened.of(text) ? opened.close(text) : void opened.openNarrative(key, narrative),
          )
        : nothing
    }
    ${openedView(opened.of(key), entry, opened, say, images)} ${openedView(opened.of(text), entry, opened, say, images)}
  </div>`;
}

/** What the viewer of images is told by the record around it. */
export interface ImageContext {
  dicomweb: string;
  imageFetch: typeof fetch | undefined;
  patient: PatientContext | undefined;
  pointer: ImagePointer | undefined;
  pointerBy: string | undefined;
  pointing: boolean;
  excerpting: boolean;
}

/** UID of an entry's study; it is asked of the embedder's server, never of an address in the record. */
export function studyOf({ facts }: RecordEntry): string | undefined {
  const uid = facts.find(({ key }) => key === 'studyUid')?.text.replace(/^urn:oid:/, '');
  return uid && /^[\d.]+$/.test(uid) ? uid : undefined;
}

function toggle(
  opened: Opened | undefined,
  /** What a press does while it is closed, where the label does not say so. */
  open: string,
  label: string,
  facts: string,
  t: Say['t'],
  onClick: () => void,
): TemplateResult {
  return html`<button type="button" class="button quiet" aria-expanded=${opened ? 'true' : 'false'} @click=${onClick}>
    ${opened || open ? `${opened ? t.close : open}: ` : nothing}${label}${facts ? html` <span class="unit">${facts}</span>` : nothing}
  </button>`;
}

function factsOf({ contentType, size }: NonNullable<RecordEntry['attachment']>, { t }: Say): string {
  const bare = contentType.split(';', 1)[0]!;
  const type = endings[bare.toLowerCase()]?.split('.')[1]!.toUpperCase() ?? bare;
  return size === undefined ? type : `${type}, ${t.bytes(Math.max(1, Math.round(size / 1024)).toString())}`;
}

function openedView(
  opened: Opened | undefined,
  entry: RecordEntry,
  { part, showsPdf }: OpenedController,
  say: Say,
  images: ImageContext,
): TemplateResult | typeof nothing {
  const { t } = say;
  if (!opened) return nothing;
  if (opened.status === 'opening') return html`<p role="status">${t.opening}</p>`;
  if (opened.status === 'failed') return html`<p class="notice plain attention" role="alert">${t.openFailed}</p>`;
  return part!.documentView(opened, entry, showsPdf, say, images);
}
