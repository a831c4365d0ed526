import type { ImageReport } from '../../record/dicom/image.types.js';
import type { DicomTags } from './dicom-tags.js';

type Line = ImageReport['lines'][number];

/** Lines and depth that are read of a report. */
const mostLines = 2_000;
const deepest = 20;

/** Content of a structured report (0040,A730) as lines; `undefined` for anything else. */
export function readReport(tags: DicomTags): ImageReport | undefined {
  const content = tags.items('0040A730');
  const isReport = content.length > 0 && tags.texts('0040A040')[0] === 'CONTAINER';
  if (!isReport) return undefined;
  const lines: Line[] = [];
  let device: string | undefined;
  let machine = false;

  function read(item: DicomTags, depth: number): void {
    if (lines.length >= mostLines || depth > deepest) return;
    const { code, name } = conceptOf(item.items('0040A043')[0]);
    const text = valueOf(item);
    // TID 1001: the observer is a device (121007), which 121013 names.
    if (code === '121005' && item.items('0040A168')[0]?.texts('00080100')[0] === '121007') machine = true;
    if (code === '121013' && text) device = text;
    if (code === '111001' && text) {
      machine = true;
      device ??= text;
    }
    if (text || name) lines.push({ depth, ...(name ? { name } : {}), text: text ?? '' });
    for (const child of item.items('0040A730')) read(child, depth + 1);
  }

  for (const item of content) read(item, 0);
  const verifier = tags.items('0040A073')[0];
  const verifiedBy = verifier?.texts('0040A075')[0]?.replace(/\^/g, ' ').replace(/\s+/g, ' ').trim();
  return {
    title: conceptOf(tags.items('0040A043')[0]).name ?? '',
    lines,
    machine,
    ...(device ? { device } : {}),
    verified: tags.texts('0040A493')[0] === 'VERIFIED',
    ...(verifiedBy ? { verifiedBy } : {}),
  };
}

function conceptOf(item: DicomTags | undefined): { code?: string; name?: string } {
  return { code: item?.texts('00080100')[0], name: item?.texts('00080104')[0] };
}

/** The value of a content item, by its type (PS3.3 C.17.3). */
function valueOf(item: DicomTags): string | undefined {
  const measured = item.items('0040A300')[0];
  if (measured) {
    const unit = measured.items('004008EA')[0]?.texts('00080100')[0];
    return [measured.texts('0040A30A')[0], unit === '1' ? undefined : unit].filter(Boolean).join(' ');
  }
  const plain = ['0040A160', '0040A123', '0040A121', '0040A120', '0040A122', '0040A124'];
  for (const tag of plain) {
    const text = item.texts(tag).join('\\');
    if (text) return tag === '0040A123' ? text.replace(/\^+/g, ' ').trim() : text;
  }
  return conceptOf(item.items('0040A168')[0]).name;
}
