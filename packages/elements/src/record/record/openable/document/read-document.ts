import { longestNarrative, sanitizeNarrative } from '../../narrative/sanitize-narrative.js';
import type { Opened } from '../opened.js';
import { openKind } from '../open-kind.js';

/** Longest text that is laid out, in characters. */
const longestText = 200_000;

/** The image viewer comes with the first image that is opened. */
export const viewer = (): Promise<unknown> => import('../../../dicom/image/image.define.js');

/** Makes an attachment showable. */
export async function shown(blob: Blob, contentType: string): Promise<Opened> {
  const kind = openKind(contentType);
  if (kind === 'dicom') return (await viewer(), { status: 'open', kind, files: [blob] });
  // A file or web page keeps no type of its own: opened by mistake, it would still not run.
  const type =
    kind === 'text'
      ? 'text/plain;charset=utf-8'
      : kind === 'image' || kind === 'pdf'
        ? contentType
        : 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([blob], { type }));
  if (kind === 'html') return { ...(await asDocument(await blob.text())), url } as Opened;
  if (kind !== 'text') return { status: 'open', kind, url };
  const text = await blob.slice(0, longestText * 4).text();
  return {
    status: 'open',
    kind,
    url,
    text: text.slice(0, longestText),
    cut: text.length > longestText || blob.size > longestText * 4,
  };
}

/** Makes a narrative or web page showable. */
export async function asDocument(html: string): Promise<Opened> {
  if (html.length > longestNarrative) return { status: 'too-long' };
  const body = document.createElement('div');
  body.className = 'narrative';
  body.append(await sanitizeNarrative(html));
  return { status: 'open', kind: 'html', body };
}
