// Derives the expected state and count of every section of every file of the shared data, straight from the files.
// It imports nothing of ours and follows the written rules in the plainest way, so that the reader can be checked against it.
//   node packages/fhir/test/derive-expected.mjs > packages/fhir/test/expected-sections.json
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = process.env.DIEMCAU_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const data = `${shared}/data`;
if (!existsSync(data)) {
  console.error('no shared data: set DIEMCAU_SHARED');
  process.exit(1);
}

const keys =
  'patient problems allergies medications immunizations results vitalSigns procedures encounters imaging documents plans devices socialHistory pregnancy directives alerts familyHistory functionalStatus coverage'.split(
    ' ',
  );
const byLoinc = {
  '11450-4': 'problems',
  '11348-0': 'problems',
  '48765-2': 'allergies',
  '10160-0': 'medications',
  '11369-6': 'immunizations',
  '30954-2': 'results',
  '8716-3': 'vitalSigns',
  '47519-4': 'procedures',
  '46264-8': 'devices',
  '42348-3': 'directives',
  '104605-1': 'alerts',
  '10157-6': 'familyHistory',
  '47420-5': 'functionalStatus',
  '29762-2': 'socialHistory',
  '10162-6': 'pregnancy',
  '18776-5': 'plans',
  '46240-8': 'encounters',
};
const byType = {
  Condition: 'problems',
  AllergyIntolerance: 'allergies',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  MedicationAdministration: 'medications',
  MedicationDispense: 'medications',
  Immunization: 'immunizations',
  DiagnosticReport: 'results',
  Observation: 'results',
  Procedure: 'procedures',
  Encounter: 'encounters',
  ImagingStudy: 'imaging',
  Media: 'imaging',
  DocumentReference: 'documents',
  CarePlan: 'plans',
  Goal: 'plans',
  ServiceRequest: 'plans',
  Appointment: 'plans',
  DeviceUseStatement: 'devices',
  Flag: 'alerts',
  FamilyMemberHistory: 'familyHistory',
  Coverage: 'coverage',
  Consent: 'directives',
};
const codesOf = (x) => [x ?? []].flat().flatMap((c) => (c.coding ?? []).map((y) => y.code));
const blank = () => Object.fromEntries(keys.map((key) => [key, { state: 'not-provided', count: 0 }]));

function fromFhir(bundle) {
  const list = bundle.entry.map((entry) => ({ ...entry.resource, fullUrl: entry.fullUrl }));
  const find = (url) =>
    url &&
    list.find(
      (r) =>
        r.fullUrl === url ||
        `${r.resourceType}/${r.id}` === url.split('/').slice(-2).join('/') ||
        `urn:uuid:${r.id}` === url,
    );
  const sections = blank();
  const where = new Map();
  const composition = list[0].resourceType === 'Composition' ? list[0] : undefined;
  const reasons = {};
  const words = [];
  for (const section of composition?.section ?? []) {
    const key = byLoinc[codesOf(section.code)[0]];
    for (const one of section.entry ?? [])
      if (key && !where.has(find(one.reference))) where.set(find(one.reference), key);
    if (section.emptyReason) reasons[key] = codesOf(section.emptyReason)[0];
    else if (!section.entry?.length && section.text?.div) words.push(key ?? 'documents');
  }
  // A panel's or report's members stand where a document section put the panel.
  for (const parent of list)
    for (const one of [...(parent.hasMember ?? []), ...(parent.result ?? [])]) {
      const child = find(one.reference);
      if (child && where.has(parent) && !where.has(child)) where.set(child, where.get(parent));
    }
  const patient = find(composition?.subject?.reference) ?? list.find((r) => r.resourceType === 'Patient');
  const used = new Set(
    list.filter((r) => r.resourceType === 'DeviceUseStatement').map((r) => find(r.device?.reference)),
  );
  const shown = {};
  for (const r of list) {
    let key = where.get(r) ?? byType[r.resourceType];
    if (r === patient) key = 'patient';
    else if (!where.has(r) && r.resourceType === 'Device' && r.patient && !used.has(r)) key = 'devices';
    else if (!where.has(r) && r.resourceType === 'Observation') {
      const category = codesOf(r.category);
      if (codesOf(r.code).includes('72166-2')) key = 'socialHistory';
      else if (category.some((c) => c.startsWith('vital-sign'))) key = 'vitalSigns';
      else if (category.includes('social-history')) key = 'socialHistory';
      else if (category.includes('imaging')) key = 'imaging';
    }
    if (key) (shown[key] ??= []).push(r);
  }
  for (const key of keys) {
    const rs = shown[key] ?? [];
    const count = rs.length + words.filter((w) => w === key).length;
    const codes = rs.flatMap((r) => codesOf(r.code));
    const nil = codes.some(
      (c) =>
        c === '716186003' || /^no-known-(allergies|medications|problems|immunizations|procedures|devices)$/.test(c),
    );
    const unknown = codes.some((c) => /^no-[a-z]+-info$/.test(c));
    let state = count > 0 ? 'loaded' : 'not-provided';
    if (rs.length === 1 && nil) state = 'empty';
    if (rs.length === 1 && unknown) state = 'not-provided';
    if (count === 0 && reasons[key] === 'nilknown') state = 'empty';
    if (count === 0 && reasons[key] === 'withheld') state = 'hidden';
    sections[key] = { state, count };
  }
  return { total: list.length, sections };
}

function fromXml(text) {
  const tables = [...text.matchAll(/<NOIDUNGFILE>\s*([A-Za-z0-9+/=\s]+?)\s*<\/NOIDUNGFILE>/g)].map((m) =>
    Buffer.from(m[1], 'base64').toString('utf8'),
  );
  const all = tables.length > 0 ? tables.join('\n') : text;
  const records = (tag) =>
    [...all.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((m) =>
      Object.fromEntries(
        [...m[1].matchAll(/<([A-Z0-9_]+)>([^<]*)<\/\1>/g)].filter((f) => f[2].trim()).map((f) => [f[1], f[2].trim()]),
      ),
    );
  const [summary] = records('TONG_HOP');
  const drugs = records('CHI_TIET_THUOC');
  const services = records('CHI_TIET_DVKT');
  const results = records('CHI_TIET_CLS');
  const notes = records('CHI_TIET_DIEN_BIEN_BENH');
  const slips = [
    'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN',
    'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN',
    'CHI_TIEU_GIAYCHUYENTUYEN',
    'CHI_TIEU_GIAYHEN_KHAMLAI',
  ].flatMap(records);
  const person = summary ?? slips.find((s) => s.HO_TEN);
  const count = Object.fromEntries(keys.map((key) => [key, 0]));
  count.patient = person ? 1 : 0;
  count.encounters = 1;
  count.medications = drugs.length;
  count.documents = notes.length + slips.length;
  count.coverage = person?.MA_THE_BHYT ? person.MA_THE_BHYT.split(';').length : 0;
  const list = (value) => (value ? value.split(';').length : 0);
  if (summary) {
    count.problems =
      (summary.CHAN_DOAN_VAO ? 1 : 0) +
      (summary.CHAN_DOAN_RV || summary.MA_BENH_CHINH ? 1 : 0) +
      list(summary.MA_BENH_KT) +
      list(summary.MA_BENH_YHCT);
    count.procedures = list(summary.MA_PTTT_QT);
    count.vitalSigns = summary.CAN_NANG ? 1 : 0;
    count.results = summary.NHOM_MAU ? 1 : 0;
  }
  for (const note of notes)
    for (const m of (note.DIEN_BIEN_LS ?? '').matchAll(/CSST&lt;(.*?)&gt;/g))
      count.vitalSigns += m[1].split('_').filter((p) => /^(M|T|HA|NT|SP)\d/.test(p.trim())).length;
  const groupOf = (code) => services.find((s) => s.MA_DICH_VU === code)?.MA_NHOM;
  for (const r of results) count[groupOf(r.MA_DICH_VU) === '2' ? 'imaging' : 'results'] += 1;
  for (const s of services) {
    if (s.MA_VAT_TU || s.TEN_VAT_TU) count.devices += 1;
    else if (['1', '2', '3'].includes(s.MA_NHOM))
      count.plans += results.some((r) => r.MA_DICH_VU === s.MA_DICH_VU) ? 0 : 1;
    else if (!['12', '13', '14', '15', '16'].includes(s.MA_NHOM)) count.procedures += 1;
  }
  return {
    sections: Object.fromEntries(
      keys.map((key) => [key, { state: count[key] > 0 ? 'loaded' : 'not-provided', count: count[key] }]),
    ),
  };
}

const table = {};
for (const folder of ['ips', 'synthea', 'xml130/synthetic']) {
  for (const file of readdirSync(`${data}/${folder}`).sort()) {
    const text = readFileSync(`${data}/${folder}/${file}`, 'utf8');
    table[`${folder}/${file}`] = file.endsWith('.json') ? fromFhir(JSON.parse(text)) : fromXml(text);
  }
}
console.log(
  `{\n${Object.entries(table)
    .map(
      ([file, { total, sections }]) =>
        `  ${JSON.stringify(file)}: {\n${total === undefined ? '' : `    "total": ${total},\n`}    "sections": {\n${Object.entries(
          sections,
        )
          .map(([key, value]) => `      "${key}": { "state": "${value.state}", "count": ${value.count} }`)
          .join(',\n')}\n    }\n  }`,
    )
    .join(',\n')}\n}`,
);
