/*
 * Chromium reports a breach of the host's policy for each inline style and handler that its parser meets, in an inert document too.
 * So the parser is given none: the words that make them are marked before, and the marks are taken out of what is text after. This
 * is no defence, which is the sanitiser's alone; it keeps a hospital's report log clean.
 */

/** Code points that Unicode gives to nobody, so that no text has them. */
const [mark, script, style] = ['\uFDD0', '\uFDD1', '\uFDD2'];

/** Where an attribute name may begin: a handler's, or `style`. Matches in words of the text too: those are given back. */
const attribute = /\b(on(?=[a-z])|st(?=yle))/gi;
/** Ends of a tag's name as the HTML parser knows them. */
const element = /<(\/?)(script|style)(?=[\t\n\f\r />])/gi;

/** The text with no inline style, handler, script or style sheet that a parser would know; `noframes` holds raw text as those do. */
export function masked(html: string): string {
  return html
    .replace(/[\uFDD0-\uFDD2]/g, '')
    .replace(element, (_, slash: string, name: string) => `<${slash}noframes ${/^sc/i.test(name) ? script : style}`)
    .replace(attribute, `$1${mark}`);
}

/** Words of a text or an attribute as they were. */
export function unmasked(text: string): string {
  return text
    .replaceAll(mark, '')
    .replace(
      /<(\/?)noframes ([\uFDD1\uFDD2])/g,
      (_, slash: string, kind) => `<${slash}${kind === script ? 'script' : 'style'}`,
    );
}
