import { decodeBase64 } from './decode-base64.js';
import { narrativeText } from './narrative.js';
import type { RecordEntry } from '../record/record.types.js';

/** What a summary of a Vietnamese record tells under headings. */
export type Heading = 'history' | 'pastHistory' | 'treatment';

const headings: Readonly<Record<string, Heading | 'other'>> = {
  'bệnh sử': 'history',
  'quá trình bệnh lý': 'history',
  'quá trình bệnh lý và diễn biến lâm sàng': 'history',
  'tiền sử': 'pastHistory',
  'tiền sử bệnh': 'pastHistory',
  'quá trình điều trị': 'treatment',
  'phương pháp điều trị': 'treatment',
  'đã điều trị': 'treatment',
  'đã xử trí': 'treatment',
  'xử trí': 'treatment',
  // What ends the one before.
  khám: 'other',
  'khám hiện tại': 'other',
  'khám lâm sàng': 'other',
  'lý do vào viện': 'other',
  'cận lâm sàng': 'other',
  'chẩn đoán': 'other',
};
const names = Object.keys(headings).sort((one, other) => other.length - one.length);
/** A heading stands at the beginning or after the end of a sentence, and has a colon. */
const heading = new RegExp(`(?:^|[\\n.;!?])[ \\t]*(${names.join('|')})[ \\t]*:[ \\t]*`, 'giu');
const longest = 200_000;

/** The words that an entry gives under headings it wrote itself (`Tiền sử: …`, a titled section); nothing is guessed from the rest. */
export function labelledWords(entry: RecordEntry): Partial<Record<Heading, string>> {
  const found: Partial<Record<Heading, string>> = {};
  for (const piece of piecesOf(entry)) {
    const text = piece.normalize('NFC');
    const marks = [...text.matchAll(heading)];
    marks.forEach((mark, order) => {
      const kind = headings[mark[1]!.toLowerCase()]!;
      // The full stop before the next heading belongs to this one.
      const next = marks[order + 1];
      const said = text.slice(mark.index + mark[0].length, next && next.index + 1).trim();
      if (kind !== 'other' && said !== '') found[kind] ??= said;
    });
  }
  return found;
}

/** A plain text, or each titled section of a document that the reader has joined. */
function piecesOf({ attachment, narrative }: RecordEntry): string[] {
  const { data, contentType = '' } = attachment ?? {};
  if (data !== undefined && data.length <= longest && /^text\/plain\b/iu.test(contentType))
    return [decodeBase64(data) ?? ''];
  const [before = '', ...titled] = (narrative ?? '').slice(0, longest).split(/<h4>(.*?)<\/h4>/su);
  const pieces = [narrativeText(before, 8_000)];
  for (let index = 0; index < titled.length; index += 2)
    pieces.push(`${narrativeText(titled[index]!, 200)}: ${narrativeText(titled[index + 1] ?? '', 8_000)}`);
  return pieces;
}
