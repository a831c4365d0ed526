import type { Extension } from 'fhir/r4';
import * as codes from '../internal/codes/insurance-codes.js';
import { ownSystems } from '../internal/systems.js';
import { rules } from './rules/index.js';
import type { Row } from './tables.js';

/** Codes that are kept with their Vietnamese name. */
const named: Readonly<Record<string, codes.CodeList>> = {
  'XML1.KET_QUA_DTRI': codes.treatmentOutcomes,
  'XML3.PP_VO_CAM': codes.anaesthesias,
};

/** The row's fields that are kept as text on an element, and (with `unknown`) those that no table of ours knows. */
export function keptText(row: Row, on: string | undefined, unknown = false): Extension[] {
  const table = rules[row.table] ?? {};
  const extensions: Extension[] = [];
  for (const [field, value] of row.fields) {
    const rule = Object.hasOwn(table, field) ? table[field] : undefined;
    if (rule ? rule.how !== 'text' || (on !== undefined && rule.on !== on) : !unknown) continue;
    const key = `${row.table}.${field}`;
    const names = named[key];
    extensions.push({
      url: ownSystems.insurance + key,
      valueString: names && Object.hasOwn(names, value) ? names[value] : value,
    });
  }
  return extensions;
}
