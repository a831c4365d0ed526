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
  /** Element that it is kept on; `none`: it goes elsewhere. */
  on: string;
}

const tables = new Map<string, ReadonlyMap<string, Kept>>();
function keptOf(table: string): ReadonlyMap<string, Kept> {
  let fields = tables.get(table);
  if (!fields)
    tables.set(
      table,
      (fields = new Map(
        Object.entries(rules[table] ?? {}).map(([field, rule]) => {
          const key = `${table}.${field}`;
          const names = Object.hasOwn(namedFields, key) ? namedFields[key] : undefined;
          return [field, { url: ownSystems.insurance + key, names, on: rule.how === 'text' ? rule.on : 'none' }];
        }),
      )),
    );
  return fields;
}

/** One field kept as text: `urn:diemcau:xml130:<table>.<field>`. */
export function fieldText(key: string, value: string): Extension {
  return { url: ownSystems.insurance + key, valueString: value };
}

/** The row's fields that are kept as text on an element, and (with `unknown`) those that no table of ours knows. */
export function keptText(row: Row, on: string | undefined, unknown = false): Extension[] {
  const extensions: Extension[] = [];
  const fields = keptOf(row.table);
  row.fields.forEach((value, field) => {
    const kept = fields.get(field);
    if (kept === undefined) {
      if (unknown) extensions.push({ url: `${ownSystems.insurance}${row.table}.${field}`, valueString: value });
    } else if (kept.on !== 'none' && (on === undefined || kept.on === on)) {
      const { url, names } = kept;
      extensions.push({ url, valueString: names && Object.hasOwn(names, value) ? names[value]! : value });
    }
  });
  return extensions;
}
