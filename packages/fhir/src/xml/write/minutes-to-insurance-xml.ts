import { vnTime } from '../../internal/vn-time.js';
import { fromMinutesDocument } from '../../minutes/minutes-document.js';
import { minutesToInsurance } from '../../minutes/minutes-to-insurance.js';
import type { Issue, Result } from '../../result.js';
import { fileText } from './file-text.js';
import { missingFields } from './table-text.js';
import type { Fields } from './table-text.js';

/** What the requesting hospital's HIS knows and the minutes do not. */
export interface MinutesXmlOptions {
  /** MA_LK of the episode in this hospital. */
  episodeLink?: string;
  /** MA_CSKCB of the requesting site, whose file it is. */
  siteId: string;
  /** Licence number of the local practitioner who dispenses: comes behind the upper doctor's in XML2 MA_BAC_SI. */
  dispenser?: string;
  /** Tables as base64 (default) or as elements. */
  tables?: 'base64' | 'inline';
  /** ISO instant at which it is written (NGAYLAP). Without it the end of the session. */
  now?: string;
}

/**
 * Signed minutes (the FHIR document as it came from the network, verified before) as lines of the insurance XML for the requesting hospital's HIS: one
 * XML5 line with `HOI_CHAN` = the result of the consultation, an XML2 line for each drug and an XML3 line for each service that a doctor of another site
 * ordered, by the claim rule of TT 20/2022 Đ5 k10 (`MA_CSKCB_THUOC` = `HC.<upper facility>`, `MA_BAC_SI` = `<upper doctor>;<local dispenser>`,
 * `NGAY_YL` = when the upper doctor ordered; for a service `MA_BAC_SI` = the upper doctor).
 *
 * Advice is not an order: the local doctor decides, the HIS completes and sends. What it has to complete is told: `required` at XML2, XML3, XML5 with
 * `facts.fields`. A drug's name stands as the doctor wrote it. Errors: those of `fromMinutesDocument`. Never throws.
 */
export function minutesToInsuranceXml(document: unknown, options: MinutesXmlOptions): Result<string> {
  const { ok: draft, issues } = fromMinutesDocument(document);
  if (!draft) return { issues };
  const { hoiChan, drugs, services } = minutesToInsurance(draft, options.siteId);
  const { episodeLink: link, dispenser } = options;
  const ended = draft.closedAt ?? draft.openedAt;
  const writer = draft.participants.find(({ role, siteId }) => role === 'secretary' && siteId === options.siteId);
  const notes: Fields[] = [
    {
      MA_LK: link,
      DIEN_BIEN_LS: draft.summary.trim() || undefined,
      HOI_CHAN: hoiChan,
      THOI_DIEM_DBLS: vnTime(ended)?.compact,
      NGUOI_THUC_HIEN: writer?.sub || undefined,
    },
  ];
  const tables = new Map<string, readonly Fields[]>();
  if (drugs.length > 0)
    tables.set(
      'XML2',
      drugs.map((drug) => ({
        MA_LK: link,
        ...drug,
        ...(dispenser ? { MA_BAC_SI: `${drug.MA_BAC_SI};${dispenser}` } : {}),
      })),
    );
  if (services.length > 0)
    tables.set(
      'XML3',
      services.map((service) => ({ MA_LK: link, ...service })),
    );
  tables.set('XML5', notes);
  const required = [...tables].flatMap(([table, rows]): Issue[] => {
    const fields = missingFields(table, rows);
    if (table === 'XML2' && !dispenser) fields.push('MA_BAC_SI');
    return fields.length > 0
      ? [{ code: 'required', severity: 'warning', at: table, facts: { fields: fields.join(' ') } }]
      : [];
  });
  return {
    ok: fileText([tables], { siteId: options.siteId, tables: options.tables, now: options.now ?? ended }),
    issues: [...issues, ...required],
  };
}
