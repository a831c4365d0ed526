import { escapeXhtml } from '../../internal/narrative.js';
import { rules } from '../rules/index.js';
import { tableTags } from '../tables.js';
import { requiredFields } from './required-fields.js';

/** Fields of one record of a table. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** The fields of a table in the order of the decision. */
export function fieldsOf(table: string): string[] {
  return Object.keys(rules[table] ?? {});
}

/** Required fields that none of the rows, or not every row, has. */
export function missingFields(table: string, rows: readonly Fields[]): string[] {
  return (requiredFields[table]?.split(' ') ?? []).filter(
    (field) => field !== 'STT' && rows.some((row) => !row[field]),
  );
}

/**
 * One table as XML text: every tag of the table in the order of the decision, empty where nothing is known; running numbers from 1.
 * A list of fixed tags around escaped text: characters that XML forbids are left out, a carriage return is written as a reference.
 */
export function tableText(table: string, rows: readonly Fields[], declaration = true): string {
  const { root, list, record } = tableTags[table]!;
  const records = rows.map((row, index) => {
    const numbered: Fields = { ...row, STT: row['STT'] ?? String(index + 1) };
    return `<${record}>${fieldsOf(table)
      .map((field) => `<${field}>${xmlText(numbered[field] ?? '')}</${field}>`)
      .join('')}</${record}>`;
  });
  const body = list ? `<${root}><${list}>${records.join('')}</${list}></${root}>` : records.join('');
  return declaration ? `<?xml version="1.0" encoding="utf-8"?>\n${body}` : body;
}

/** Text for an element or attribute of XML 1.0. */
export function xmlText(text: string): string {
  return escapeXhtml(text).replace(/\r/gu, '&#13;');
}

/** UTF-8 as base64, in steps that no engine's argument limit minds. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(binary);
}
