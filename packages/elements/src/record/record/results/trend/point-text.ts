import type { ResultPoint, ResultSeries } from '@diemcau/sdk';
import type { ResultsMessages } from '../results.messages.js';
import type { Say } from '../../views/say.js';

/** A result in words: name, value with unit, mark, what it is not, date, source. */
export function pointText({ title, unit }: ResultSeries, point: ResultPoint, say: Say, words: ResultsMessages): string {
  const { value, number, isConverted, flags, unplotted, date, source } = point;
  const given = value && [value.text, value.unit].filter(Boolean).join(' ');
  const shown = isConverted ? `≈ ${number} ${unit} (${words.given(given!)})` : given;
  return [
    `${title}: ${shown ?? say.t.flags['data-absent']}`,
    value?.mark && say.t.marks[value.mark],
    value?.range && words.normalBand(value.range.text),
    ...flags.map((flag) => (flag === 'data-absent' ? undefined : say.t.flags[flag])),
    unplotted && words.unplotted[unplotted],
    date ? say.date(date) : say.t.noDate,
    source && `${say.t.elsewhere}: ${source}`,
  ]
    .filter(Boolean)
    .join(', ');
}
