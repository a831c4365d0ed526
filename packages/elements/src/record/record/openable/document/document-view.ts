import type { RecordEntry } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../../views/say.js';
import { endings } from '../open-kind.js';
import type { ImageContext } from '../openable-view.js';
import type { Opened } from '../opened.js';

/** A document or narrative in its place, and how it is kept as a file. */
export function documentView(
  opened: Exclude<Opened, { status: 'opening' | 'failed' }>,
  { key, attachment, title }: RecordEntry,
  showsPdf: boolean,
  { t }: Say,
  images: ImageContext,
): TemplateResult {
  const name = attachment?.title ?? title;
  if (opened.status === 'too-long')
    return html`<p class="notice plain">
      ${t.narrativeTooLong} ${downloadLink(opened.url, name, attachment?.contentType, t)}
    </p>`;
  const { kind, url, text, cut, body } = opened;
  if (kind === 'dicom') return imagesView(key, opened, images);
  return html`<figure part="document" class="document">
    ${kind === 'image' ? html`<img src=${url!} alt=${name} />` : nothing}
    ${kind === 'pdf' && showsPdf ? html`<iframe src=${url!} title=${name}></iframe>` : nothing}
    ${kind === 'pdf' ? html`<a class="button" href=${url!} target="_blank" rel="noopener">${t.openNewTab}</a>` : nothing}
    ${kind === 'text' ? html`<pre tabindex="0">${text}</pre>` : nothing}
    ${cut ? html`<p class="notice plain">${t.cutText}</p>` : nothing} ${body ?? nothing}
    ${kind === 'file' ? html`<p>${t.unknownType(attachment?.contentType || '?')}</p>` : nothing}
    ${attachment ? html`<figcaption>${name} ${downloadLink(url, name, attachment.contentType, t)}</figcaption>` : nothing}
  </figure>`;
}

function downloadLink(url: string | undefined, name: string, contentType: string | undefined, t: Say['t']) {
  return url ? html`<a class="button" href=${url} download=${fileName(name, contentType)}>${t.download}</a>` : nothing;
}

function imagesView(key: string, { files, study }: { files?: readonly Blob[]; study?: string }, images: ImageContext) {
  return html`<diemcau-image
    entry-key=${key}
    dicomweb=${images.dicomweb}
    .imageFetch=${images.imageFetch}
    .files=${files}
    .study=${study ?? ''}
    .patient=${images.patient}
    .pointer=${images.pointer}
    .pointerBy=${images.pointerBy}
    ?pointing=${images.pointing}
    ?excerpting=${images.excerpting}
  ></diemcau-image>`;
}

/** A name without path or control characters, with an ending that does not run. */
function fileName(name: string, contentType = ''): string {
  const bare =
    name
      .replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ')
      .trim()
      .slice(0, 80) || 'tai-lieu';
  const ending = endings[contentType.split(';', 1)[0]!.trim().toLowerCase()] ?? '';
  return ending && bare.toLowerCase().endsWith(ending) ? bare : bare + ending;
}
