import { escapeXhtml, narrativeText } from '../../internal/narrative.js';
import { vnDateText } from '../../internal/vn-date-text.js';
import type { EntryFlag, EntryValue, RecordEntry } from '../record.types.js';

const flagWords: Readonly<Record<EntryFlag, string>> = {
  inactive: 'không còn hiệu lực (inactive)',
  resolved: 'đã khỏi (resolved)',
  refuted: 'đã bác bỏ (refuted)',
  'entered-in-error': 'nhập nhầm (entered in error)',
  negated: 'phủ định, không thực hiện (negated)',
  corrected: 'đã sửa (corrected)',
  cancelled: 'đã hủy (cancelled)',
  preliminary: 'kết quả sơ bộ (preliminary)',
  unconfirmed: 'chưa xác định (unconfirmed)',
  'nil-known': 'nguồn ghi rõ là không có (none known)',
  'data-absent': 'nguồn không có dữ liệu (not known)',
  machine: 'kết quả của máy (machine output)',
  'modifier-unread': 'có điều kiện chưa đọc được (unread modifier)',
  restricted: 'hạn chế (restricted)',
  conflict: 'các nguồn ghi khác nhau (sources differ)',
};

const marks = {
  'critical-low': 'LL',
  low: 'L',
  normal: '',
  high: 'H',
  'critical-high': 'HH',
  abnormal: 'A',
  'critical-abnormal': 'AA',
} as const;

/** The entries of a section in words, one line each, everything escaped: what a person reads where no software reads the entries. */
export function sectionNarrative(entries: readonly RecordEntry[]): string {
  const lines = entries.map((entry) => `<li>${escapeXhtml(lineOf(entry))}</li>`);
  return `<div xmlns="http://www.w3.org/1999/xhtml"><ul>${lines.join('')}</ul></div>`;
}

function lineOf({ title, date, endDate, value, parts = [], flags, facts, severity, narrative }: RecordEntry): string {
  const members = parts.map((part) => `${part.title} ${valueText(part.value)}${flagText(part.flags)}`.trim());
  const period = [date, endDate].flatMap((one) => (one ? [vnDateText(one)] : [])).join(' – ');
  return [
    `${title}${flagText(flags)}`,
    valueText(value),
    severity,
    ...members,
    ...facts.map(({ text }) => text),
    narrative && narrativeText(narrative),
    period && `(${period})`,
  ]
    .filter(Boolean)
    .join('; ');
}

function valueText(value: EntryValue | undefined): string {
  if (!value) return '';
  const mark = value.mark && marks[value.mark];
  return [value.text, value.unit, mark && `[${mark}]`, value.range && `(${value.range.text})`]
    .filter(Boolean)
    .join(' ');
}

function flagText(flags: readonly EntryFlag[] | undefined): string {
  return flags?.length ? ` [${flags.map((flag) => flagWords[flag] ?? flag).join(', ')}]` : '';
}
