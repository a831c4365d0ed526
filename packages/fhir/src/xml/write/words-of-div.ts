import { SaxesParser } from 'saxes';
import { narrativeText } from '../../internal/narrative.js';

const blocks: ReadonlySet<string> = new Set(['p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The words of a FHIR Narrative.div, line breaks kept; one that is no XML loses its tags. */
export function wordsOfDiv(div: string): string {
  let words = '';
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new Error('doctype');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => (words += text));
  parser.on('cdata', (text) => (words += text));
  parser.on('opentag', ({ name }) => {
    if (name === 'br') words += '\n';
    if (name === 'td' && words !== '' && !/\s$/u.test(words)) words += ' ';
  });
  parser.on('closetag', ({ name }) => {
    if (blocks.has(name) && !words.endsWith('\n')) words += '\n';
  });
  try {
    parser.write(div).close();
    return words.trim();
  } catch {
    return narrativeText(div, 100_000);
  }
}
