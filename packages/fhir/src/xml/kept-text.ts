import type { Extension } from 'fhir/r4';
import * as codes from '../internal/codes/insurance-codes.js';
import { ownSystems } from '../internal/systems.js';
import { rules } from './rules/index.js';
import type { Row } from './tables.js';

/** Codes that are kept with their Vietnamese name. */
export const namedFields: Readonly<Record<string, codes.CodeList>> = {
  'XML1.KET_QUA_DTRI': codes.treatmentOutcomes,
  'XML3.PP_VO_CAM': codes.anaesthesias,
};

/** What is kept of a field, looked up once a file has said its name. */
interface Kept {
  url: string;
  names: codes.CodeList | undefined;
  /** Element that it is kept on; `unknown`: no table of ours knows the field; `none`: it goes elsewhere. */
  on: string;
}

const tables = new Map<string, Map<string, Kept>>();
/** Known fields only are remembered: a file may make up as many names as it likes. */
function keptOf(table: string, field: string): Kept {
  let fields = tables.get(table);
  if (!fields) tables.set(table, (fields = new Map()));
  const known = fields.get(field);
  if (known) return known;
  const rule = rules[table] && Object.hasOwn(rules[table], field) ? rules[table][field] : undefined;
  const key = `${table}.${field}`;
  const kept: Kept = {
    url: ownSystems.insurance + key,
    names: Object.hasOwn(namedFields, key) ? namedFields[key] : undefined,
    on: !rule ? 'unknown' : rule.how === 'text' ? rule.on : 'none',
  };
  if (rule) fields.set(field, kept);
  return kept;
}

/** One field kept as text: `urn:diemcau:xml130:<table>.<field>`. */
export function fieldText(key: string, value: string): Extension {
  return { url: ownSystems.insurance + key, valueString: value };
}

/** The row's fields that are kept as text on an element, and (with `unknown`) those that no table of ours knows. */
export function keptText(row: Row, on: string | undefined, unknown = false): Extension[] {
  const extensions: Extension[] = [];
  for (const [field, value] of row.fields) {
    const kept = keptOf(row.table, field);
    if (kept.on === 'none' || (kept.on === 'unknown' ? !unknown : on !== undefined && kept.on !== on)) continue;
    const { url, names } = kept;
    extensions.push({ url, valueString: names && Object.hasOwn(names, value) ? names[value]! : value });
  }
  return extensions;
}
