import { foldText } from './fold-text.js';

/** Whether every word of a query occurs in the text, without regard to accents and case. */
export function matchesText(text: string, query: string): boolean {
  const folded = foldText(text);
  return foldText(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
