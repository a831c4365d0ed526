/** What may be done with an attachment: shown as it is, or kept as a file. Never a type that runs. */
export type OpenKind = 'image' | 'dicom' | 'pdf' | 'text' | 'html' | 'file';

const images = new Set(['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);
const texts = new Set([
  'text/plain',
  'text/csv',
  'application/json',
  'application/fhir+json',
  'text/xml',
  'application/xml',
  'application/fhir+xml',
]);

/** Kind of a content type as declared; SVG, scripts and whatever is not known stay files. */
export function openKind(contentType: string): OpenKind {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (images.has(type)) return 'image';
  if (type === 'application/dicom') return 'dicom';
  if (type === 'application/pdf') return 'pdf';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return texts.has(type) ? 'text' : 'file';
}

/** Endings of files by their type. */
export const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/dicom': '.dcm',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'text/plain': '.txt',
  'text/html': '.html.txt',
};
