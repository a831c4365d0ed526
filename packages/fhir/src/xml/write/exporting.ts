import { asObject, asObjects, asText } from '../../internal/json.js';
import type { Json } from '../../internal/json.js';
import type { References } from '../../internal/references.js';
import { identifierSystems, ownSystems } from '../../internal/systems.js';
import type { CodeList } from '../../internal/codes/insurance-codes.js';
import type { Issue } from '../../result.js';
import { namedFields } from '../kept-text.js';
import { fieldsOf } from './table-text.js';

/** What is not written is counted by where it stands, and told in the end. */
export class Exporting {
  readonly #counts = new Map<string, { code: Issue['code']; count: number; reason?: string }>();

  constructor(readonly references: References) {}

  /** Says that something of the record has no place in the insurance XML. */
  leave(at: string, code: Issue['code'] = 'unsupported', reason?: string): undefined {
    const key = `${code} ${at} ${reason ?? ''}`;
    const known = this.#counts.get(key);
    if (known) known.count += 1;
    else this.#counts.set(key, { code, count: 1, ...(reason ? { reason } : {}) });
    return undefined;
  }

  issues(): Issue[] {
    return [...this.#counts].map(([key, { code, count, reason }]) => ({
      code,
      severity: 'warning',
      at: key.split(' ')[1]!,
      facts: { count, ...(reason ? { reason } : {}) },
    }));
  }

  /** Practising-licence numbers of people, `;` between; one without a number is told. */
  licences(people: unknown, owner: Json, at: string): string | undefined {
    const numbers = asObjects(people).flatMap((reference) => {
      const number = this.licence(reference, owner);
      if (number === undefined) this.leave(at);
      return number ?? [];
    });
    return numbers.length > 0 ? numbers.join(';') : undefined;
  }

  /** The licence number of one Reference(Practitioner). */
  licence(reference: Json, owner: Json): string | undefined {
    const own = asObject(reference['identifier']);
    if (own?.['system'] === identifierSystems.practitioner) return asText(own['value']);
    const found = this.references.find(reference, owner)?.resource;
    const person =
      found?.['resourceType'] === 'PractitionerRole'
        ? this.references.find(found['practitioner'], found)?.resource
        : found;
    return asText(
      asObjects(person?.['identifier']).find(({ system }) => system === identifierSystems.practitioner)?.['value'],
    );
  }

  /** MA_CSKCB of a Reference(Organization). */
  site(reference: unknown, owner: Json): string | undefined {
    const own = asObject(asObject(reference)?.['identifier']);
    if (own?.['system'] === identifierSystems.site) return asText(own['value']);
    const found = this.references.find(reference, owner)?.resource;
    return asText(asObjects(found?.['identifier']).find(({ system }) => system === identifierSystems.site)?.['value']);
  }
}

/** What the reader kept as text: `urn:diemcau:xml130:<table>.<field>`. Names that stand for codes become codes again. */
export function keptFields(element: Json | undefined, table: string, exporting: Exporting): Record<string, string> {
  const prefix = `${ownSystems.insurance}${table}.`;
  const known = new Set(fieldsOf(table));
  const fields: Record<string, string> = {};
  for (const extension of asObjects(element?.['extension'])) {
    const url = extension['url'];
    const value = asText(extension['valueString']);
    if (typeof url !== 'string' || !url.startsWith(prefix) || value === undefined) continue;
    const field = url.slice(prefix.length);
    if (known.has(field)) fields[field] = codeOf(namedFields[`${table}.${field}`], value);
    else exporting.leave(`${table}/${field}`);
  }
  return fields;
}

/** The code of a name in a list; what is no name is taken as it is. */
export function codeOf(list: CodeList | undefined, name: string): string {
  return Object.entries(list ?? {}).find(([, known]) => known === name)?.[0] ?? name;
}

/** The code of a coding in the system of an insurance field. */
export function fieldCode(concept: unknown, field: string): string | undefined {
  return codesIn(concept, ownSystems.insurance + field)[0];
}

/** Codes of the codings of a concept in one system. */
export function codesIn(concept: unknown, system: string | RegExp): string[] {
  return asObjects(asObject(concept)?.['coding']).flatMap((coding) => {
    const code = asText(coding['code']);
    const fits = typeof system === 'string' ? coding['system'] === system : system.test(asText(coding['system']) ?? '');
    return code && fits ? [code] : [];
  });
}
