// Writes docs/guides/insurance-xml-mapping.md from the mapping that the code itself uses, and the field lists.
//   node --conditions=@diemcau/source --import tsx packages/fhir/test/write-mapping-guide.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { documentTitles, rules } from '../src/xml/rules/index.ts';

const fields = JSON.parse(readFileSync(new URL('insurance-fields.json', import.meta.url), 'utf8'));
const titles = {
  XML1: 'Tổng hợp đợt khám, điều trị',
  XML2: 'Thuốc',
  XML3: 'Dịch vụ kỹ thuật và vật tư',
  XML4: 'Kết quả cận lâm sàng',
  ...documentTitles,
};
const why = {
  billing: 'money, price, claim or tender data: nothing that a consultation reads',
  sequence: 'running number of the line',
  spare: 'spare field without a meaning',
  signer: 'social-insurance number of an official or a relative: personal data of others',
  repeats: 'says again what another table of the same episode says',
};

/** The guide's text. */
export function mappingGuide() {
  const lines = [
    '# Insurance XML to FHIR: what becomes of every field',
    '',
    'Written by `packages/fhir/test/write-mapping-guide.mjs` from the mapping that `readInsuranceXml` (`@diemcau/fhir/xml`) itself uses: do not edit by hand. A test checks that no field of QĐ 130, as amended by QĐ 4750, is missing, and that every field does what this table says.',
    '',
    'The text of QĐ 3176 was not at hand; public software of that decision uses the same names. Nothing was validated against the insurer’s portal.',
    '',
    '- **mapped**: in the named FHIR R4 element. Dates become ISO 8601 in +07:00 at the precision given; numbers with a point, or a comma and one or two decimals, become numbers; anything else stays text.',
    '- **text**: as written in an extension `urn:diemcau:xml130:<table>.<field>` of the named element. A tag that no table knows is kept in the same way and told as a warning.',
    '- **section**: a section of the document (Composition) that the line or table becomes.',
    '- **dropped**: with the reason.',
    '',
    'Type: `s` string or `n` number with its greatest length (`n` for none), `*` required by the validator sheet of 2024. Lengths are not enforced when reading.',
    '',
  ];
  for (const [table, list] of Object.entries(fields)) {
    lines.push(`## ${table}: ${titles[table]}`, '', '| Field | Type | | To |', '|---|---|---|---|');
    for (const [field, type] of Object.entries(list))
      lines.push(`| \`${field}\` | ${type.replace('*', '\\*')} | ${row(rules[table][field])} |`);
    lines.push('');
  }
  lines.push(
    'XML12 (medical assessment) is typed on the portal and has no table.',
    '',
    'XML5 `DIEN_BIEN_LS`: vital signs written as `CSST<M75_T37_HA120/70_NT18_SP98>` become Observations too (pulse, temperature, blood pressure, breathing rate, SpO2), blanks and decimal commas allowed. There is no field for allergies in XML1–15.',
    '',
    '## Back to the insurance XML',
    '',
    '`toInsuranceXml` writes a FHIR record into the same tables: what this table says was **mapped**, kept as **text** or made a **section** goes back into its field, in the order of the decision; what was **dropped** (prices, claim data, social-insurance numbers of others) is left empty and told. What FHIR has and the tables have not (allergies, stopped drugs, refuted diagnoses, reference ranges, results that are not final) is told by type and count. HIV-restricted content is left out unless it is asked for. See [insurance-xml.md](insurance-xml.md).',
    '',
    '`minutesToInsuranceXml` gives signed minutes as lines: XML5 `HOI_CHAN`; for each drug ordered by a doctor of another site XML2 with `MA_CSKCB_THUOC` = `HC.<upper facility>`, `MA_BAC_SI` = `<upper doctor>;<local dispenser>`, `NGAY_YL` = the order’s time in Vietnam (TT 20/2022 Đ5 k10); for each service XML3 with `MA_BAC_SI` = the upper doctor.',
    '',
  );
  return lines.join('\n');
}

function row(rule) {
  if (rule.how === 'mapped') return `mapped | ${rule.to.replaceAll('|', '\\|')}`;
  if (rule.how === 'text') return `text | ${rule.on.replaceAll('|', '\\|')}: ${rule.label}`;
  if (rule.how === 'section') return `section | ${rule.title}`;
  return `dropped | ${why[rule.why]}`;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll('\\', '/').split('/').at(-1))) {
  writeFileSync(new URL('../../../docs/guides/insurance-xml-mapping.md', import.meta.url), mappingGuide());
}
