/** Text with the five XML characters escaped and control characters that XML forbids left out. */
export function escapeXhtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
    .replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;')
    .replace(/'/gu, '&#39;');
}

/** A FHIR Narrative.div of paragraphs; line ends become `<br/>`. */
export function narrativeDiv(paragraphs: readonly string[]): string {
  const body = paragraphs
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeXhtml(paragraph).replace(/\r\n|\r|\n/gu, '<br/>')}</p>`)
    .join('');
  return `<div xmlns="http://www.w3.org/1999/xhtml">${body || '<p>–</p>'}</div>`;
}

/** The words of a narrative, tags taken out: for search and titles, never to be rendered as HTML. */
export function narrativeText(div: string, limit = 2_000): string {
  return div
    .slice(0, limit * 4)
    .replace(/<[^<>]*>/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#39;|&apos;/gu, "'")
    .replace(/&nbsp;|&#160;/gu, ' ')
    .replace(/&amp;/gu, '&')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, limit);
}
