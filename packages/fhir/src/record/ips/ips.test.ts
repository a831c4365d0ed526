import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Bundle, Composition, CompositionSection } from 'fhir/r4';
import { readInsuranceXml } from '../../xml/read-insurance-xml.js';
import { narrativeText } from '../../internal/narrative.js';
import { readRecord } from '../read-record.js';
import type { RecordModel, RecordSection } from '../record.types.js';
import { checkIps } from './check-ips.js';
import { toIpsDocument } from './to-ips-document.js';
import type { IpsOptions } from './to-ips-document.js';

interface BaseValidator {
  validate(resource: unknown): { messages: { severity: string; location?: string; message: string }[] };
}
// Its types do not go with ours; it is CommonJS.
const { Fhir } = createRequire(import.meta.url)('fhir') as { Fhir: new () => BaseValidator };
const base = new Fhir();

const options: IpsOptions = {
  documentId: '0192f0a0-5b3c-7000-8000-000000000001',
  now: '2026-10-06T10:00:00+07:00',
  author: { sub: '000123/QNI-CCHN', name: 'BS. Trần Thị Biển' },
  site: { id: '22901', name: 'Trung tâm Y tế Cô Tô' },
};

const patient = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ text: 'Lò Thị Mây' }],
  birthDate: '1984-02-03',
  identifier: [{ system: 'http://fhir.ehealth.gov.vn/core/sid/insurance_number', value: 'GD4111100000011' }],
};

const shared = process.env['DIEMCAU_SHARED'] ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const data = `${shared}/data`;

if (!existsSync(data)) {
  test('exports of the shared data', { skip: 'the shared data is not beside this checkout' }, () => {});
} else {
  const files = ['ips', 'synthea', 'xml130/synthetic'].flatMap((folder) =>
    readdirSync(`${data}/${folder}`).map((file) => `${folder}/${file}`),
  );
  // Without XML1 these tables know an episode, and nobody whose summary it could be.
  const nameless = new Set(
    ['XML2.xml', 'XML3.xml', 'XML4.xml', 'XML5.xml', 'XML8.xml'].map((file) => `xml130/synthetic/${file}`),
  );
  // What these two say of somebody else (a subject that is not their patient): an IPS is of one patient.
  const ofOthers: Record<string, RecordSection> = {
    'ips/CY_194315.json': 'encounters',
    'ips/DE_no_info_with_Advance_Directive.json': 'directives',
  };
  for (const file of files) {
    test(`${file}: its export passes every check, and reads back as the same facts`, () => {
      const source = sourceOf(file);
      const { ok, issues } = toIpsDocument([source], { ...options, includeRestricted: true });
      if (nameless.has(file)) return assert.deepEqual(issues, [{ code: 'required', severity: 'error', at: 'patient' }]);
      assert.ok(ok, JSON.stringify(issues));
      assert.deepEqual(checkIps(ok.bundle), []);
      assert.deepEqual(baseFaults(ok.bundle), []);
      assert.deepEqual(checkIps(exported(source).bundle), []);
      const [before, after] = [readRecord(source).ok!, readRecord(JSON.stringify(ok.bundle)).ok!];
      const other = ofOthers[file];
      assert.equal(ok.leftOut.otherPatients, other ? 1 : 0);
      // The encounter that is left out can be named by nothing.
      const [given, found] = [factsOf(before, !other), factsOf(after, !other)];
      if (other) {
        assert.equal(after.sections[other].count, before.sections[other].count - 1);
        delete given[other];
        delete found[other];
      }
      assert.deepEqual(found, given);
      assert.equal(after.patient?.name, before.patient?.name);
      assert.deepEqual(after.patient?.identifiers, before.patient?.identifiers);
    });
  }

  /** What the checks find in other vendors' documents: each was looked up in its file. */
  const found: Record<string, Record<string, number>> = {
    AT_ELGA_GmbH_01: {},
    // Sections without text; references by `Patient/…` that no fullUrl answers to; a name without a name.
    BR_may2024_connectathon: {
      'Composition-uv-ips.section.text': 6,
      'Bundle.entry.fullUrl:resolve': 83,
      'Composition-uv-ips.subject': 1,
      'ips-pat-1': 1,
    },
    // Two Patients; `Type/id` beside fullUrls of another base.
    CY_194315: {
      'Bundle-uv-ips.entry:patient': 1,
      'Bundle.entry.fullUrl:resolve': 337,
      'Composition-uv-ips.subject': 1,
    },
    DE_no_info_with_Advance_Directive: { 'Bundle.entry.fullUrl:resolve': 7, 'Composition-uv-ips.subject': 1 },
    HK_IPS_Sample1: { 'txt-1': 2 },
    'IPS_IG-bundle-01': {},
    'IPS_IG_bundle-minimal': {},
    NL_Curavista_01: {
      'Bundle.entry.fullUrl': 11,
      'Bundle.entry.fullUrl:resolve': 11,
      'Composition-uv-ips.subject': 1,
      'txt-1': 4,
    },
    // Another type of document, with one section.
    'TW_Li-Hui_Lee_01-modified': {
      'Composition-uv-ips.type': 1,
      'Composition-uv-ips.section:sectionMedications': 1,
      'Composition-uv-ips.section:sectionAllergies': 1,
      'Composition-uv-ips.section:sectionProblems': 1,
    },
    'UK_NHSx_IPS_Example_01-modified': { 'Bundle.entry.fullUrl': 15, 'Bundle.entry.fullUrl:resolve': 15 },
    US_Epic_Jan_emptyReason: { 'Bundle.entry.fullUrl:resolve': 19, 'Composition-uv-ips.subject': 1 },
    // A searchset.
    US_MEDITECH_ips_1: {
      'Bundle-uv-ips.type': 1,
      'bdl-9': 1,
      'bdl-10': 1,
      'Bundle-uv-ips.entry.search': 60,
      'Bundle.entry.fullUrl:resolve': 102,
      'Composition-uv-ips.subject': 1,
      'txt-1': 1,
    },
    US_Washington_GDHP: {},
    new_incomplete_IPS_Example: { 'Composition-uv-ips.subject': 1, 'txt-2': 1 },
  };
  for (const file of readdirSync(`${data}/ips`))
    test(`${file}: the checks find what is known of it`, () => {
      const counts: Record<string, number> = {};
      for (const { facts } of checkIps(sourceOf(`ips/${file}`))) counts[facts.rule] = (counts[facts.rule] ?? 0) + 1;
      assert.deepEqual(counts, found[file.replace('.json', '')]);
    });
}

describe('an export as IPS', () => {
  it('is the same text each time', () => {
    const once = JSON.stringify(exported(record()).bundle);
    assert.equal(JSON.stringify(exported(JSON.stringify(record())).bundle), once);
  });

  it('has the three required sections whatever the record holds, and says why they are empty', () => {
    const sections = sectionsOf(exported({ resourceType: 'Patient', id: 'p', name: [{ text: 'Lò Thị Mây' }] }).bundle);
    assert.deepEqual(
      sections.map(({ code, emptyReason }) => [code!.coding![0]!.code, emptyReason!.coding![0]!.code]),
      [
        ['11450-4', 'unavailable'],
        ['48765-2', 'unavailable'],
        ['10160-0', 'unavailable'],
      ],
    );
  });

  it('keeps what the source states: none known, not asked, failed, withheld', () => {
    const document = {
      resourceType: 'Bundle',
      type: 'document',
      entry: [
        {
          resource: {
            resourceType: 'Composition',
            subject: { reference: 'Patient/p' },
            section: [
              empty('48765-2', 'nilknown'),
              empty('10160-0', 'notasked'),
              empty('11369-6', 'withheld'),
              { ...coded('11450-4'), entry: [{ reference: 'Condition/not-here' }] },
            ],
          },
        },
        { resource: patient },
      ],
    };
    const { bundle, leftOut } = exported(document);
    assert.deepEqual(checkIps(bundle), []);
    assert.deepEqual(leftOut.withheld, ['immunizations']);
    const [before, after] = [readRecord(document).ok!, readRecord(bundle).ok!];
    for (const section of ['allergies', 'medications', 'immunizations', 'problems'] as const)
      assert.deepEqual(
        [after.sections[section].state, after.sections[section].reason],
        [before.sections[section].state, before.sections[section].reason],
        section,
      );
    assert.equal(after.sections.problems.state, 'failed');
  });

  it('leaves out a withheld section with everything that only it led to', () => {
    const { bundle, leftOut } = exported(record(), { withheld: ['medications'] });
    assert.deepEqual(checkIps(bundle), []);
    assert.deepEqual(leftOut.withheld, ['medications']);
    const text = JSON.stringify(bundle);
    assert.ok(!text.includes('Amlodipin') && !text.includes('MedicationRequest'));
    assert.equal(readRecord(bundle).ok!.sections.medications.state, 'hidden');
  });

  it('leaves out HIV: the code, what names it, what stands for it, what lists it; and counts', () => {
    const { bundle, leftOut } = exported(restrictedRecord());
    assert.deepEqual(checkIps(bundle), []);
    const text = JSON.stringify(bundle);
    for (const word of ['B20', 'HIV', 'Z21', 'Tenofovir', 'suy giảm miễn dịch', 'Nhiễm vi-rút', 'Tải lượng', '"R"'])
      assert.ok(!text.toLowerCase().includes(word.toLowerCase()), word);
    assert.ok(text.includes('Tăng huyết áp') && text.includes('Encounter'));
    assert.equal(leftOut.restricted, 7);
    const all = exported(restrictedRecord(), { includeRestricted: true });
    assert.deepEqual(checkIps(all.bundle), []);
    assert.deepEqual(baseFaults(all.bundle), []);
    assert.equal(all.leftOut.restricted, 0);
    assert.deepEqual(factsOf(readRecord(all.bundle).ok!), factsOf(readRecord(restrictedRecord()).ok!));
    assert.equal(all.bundle.meta?.security?.[0]?.code, 'R');
    assert.equal((all.bundle.entry![0]!.resource as Composition).confidentiality, 'R');
  });

  it('escapes every word of the record in the narrative', () => {
    const nasty = `<img src=x onerror=alert(1)> & "quoted" ]]> \u0000`;
    const { bundle } = exported({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: patient },
        {
          resource: { resourceType: 'Condition', id: 'c', code: { text: nasty }, subject: { reference: 'Patient/p' } },
        },
      ],
    });
    assert.deepEqual(checkIps(bundle), []);
    const problems = sectionsOf(bundle).find(({ code }) => code?.coding?.some(({ code }) => code === 'problems'));
    assert.ok(problems?.text?.div.includes('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot; ]]&gt;'));
  });

  it('joins sources of one patient; what both give word for word stands once, equal ids that differ stand both', () => {
    const other = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: { ...patient, id: 'other-number' } },
        { resource: { ...condition('I10', 'Tăng huyết áp'), subject: { reference: 'Patient/other-number' } } },
      ],
    };
    const { bundle } = toIpsDocument([record(), record(), other], options).ok!;
    assert.deepEqual(checkIps(bundle), []);
    const back = readRecord(bundle).ok!;
    assert.equal(back.sections.problems.count, readRecord(record()).ok!.sections.problems.count + 1);
    assert.equal(back.sections.medications.count, 1);
  });

  it('answers what it cannot export, and never throws', () => {
    for (const [source, at] of [
      ['{"resourceType":', 'source'],
      ['[]', 'patient'],
      [null, 'source'],
      [{ resourceType: 'Condition', code: { text: 'x' } }, 'patient'],
    ] as const)
      assert.equal(toIpsDocument([source], options).issues[0]?.at, at);
    assert.equal(toIpsDocument([], options).issues[0]?.at, 'source');
    for (const broken of [null, 1, 'x', [], {}, { resourceType: 'Bundle', entry: [null, 1, { resource: [] }] }])
      assert.ok(checkIps(broken).length > 0);
  });
});

describe('the checks', () => {
  const whole = exported(record()).bundle;
  const composition = (bundle: Bundle) => bundle.entry![0]!.resource as Composition;
  const section = (bundle: Bundle, code: string) =>
    composition(bundle).section!.find((one) => one.code!.coding!.some((coding) => coding.code === code))!;
  const cases: [rule: string, breakIt: (bundle: Bundle) => void][] = [
    ['Bundle-uv-ips.type', (bundle) => (bundle.type = 'collection')],
    ['bdl-9', (bundle) => delete bundle.identifier!.value],
    ['bdl-10', (bundle) => delete bundle.timestamp],
    ['bdl-10', (bundle) => (bundle.timestamp = '2026-10-06')],
    ['bdl-11', (bundle) => bundle.entry!.reverse()],
    ['bdl-ips-1', (bundle) => bundle.entry!.push({ ...bundle.entry![0]!, fullUrl: 'urn:uuid:x' })],
    ['bdl-7', (bundle) => bundle.entry!.push(bundle.entry!.at(-1)!)],
    ['bdl-8', (bundle) => (bundle.entry!.at(-1)!.fullUrl += '/_history/1')],
    ['bdl-5', (bundle) => delete bundle.entry!.at(-1)!.resource],
    ['Bundle-uv-ips.entry.fullUrl', (bundle) => delete bundle.entry!.at(-1)!.fullUrl],
    ['Bundle.entry.fullUrl', (bundle) => (bundle.entry!.at(-1)!.resource!.id = 'another')],
    ['Bundle-uv-ips.entry.search', (bundle) => (bundle.entry!.at(-1)!.search = { mode: 'match' })],
    ['Bundle-uv-ips.entry:patient', (bundle) => bundle.entry!.splice(1, 1)],
    ['Resource.id', (bundle) => (bundle.entry![0]!.resource!.id = 'not an id')],
    ['Composition-uv-ips.type', (bundle) => (composition(bundle).type = { text: 'x' })],
    ['Composition-uv-ips.status', (bundle) => delete (composition(bundle) as Partial<Composition>).status],
    ['Composition-uv-ips.subject.reference', (bundle) => delete composition(bundle).subject],
    ['Composition-uv-ips.author', (bundle) => (composition(bundle).author = [])],
    ['Composition-uv-ips.section:sectionProblems', (bundle) => delete section(bundle, '11450-4').code],
    ['ips-comp-1', (bundle) => delete section(bundle, '48765-2').emptyReason],
    ['cmp-2', (bundle) => (section(bundle, '11450-4').emptyReason = { text: 'x' })],
    ['Composition-uv-ips.section.text', (bundle) => delete section(bundle, '11450-4').text],
    ['Composition-uv-ips.section.section', (bundle) => (section(bundle, '11450-4').section = [])],
    ['Composition-uv-ips.section.title', (bundle) => delete section(bundle, '11450-4').title],
    [
      'Composition-uv-ips.section:sectionProblems.entry',
      (bundle) => section(bundle, '11450-4').entry!.push(section(bundle, '10160-0').entry![0]!),
    ],
    ['Bundle.entry.fullUrl:resolve', (bundle) => section(bundle, '11450-4').entry!.push({ reference: 'Condition/x' })],
    ['ips-pat-1', (bundle) => Object.assign(bundle.entry![1]!.resource!, { name: [{ use: 'official' }] })],
    ['Patient-uv-ips.name', (bundle) => Object.assign(bundle.entry![1]!.resource!, { name: [] })],
    ['Patient-uv-ips.birthDate', (bundle) => Object.assign(bundle.entry![1]!.resource!, { birthDate: undefined })],
    ['Condition.code', (bundle) => Object.assign(find(bundle, 'Condition'), { code: undefined })],
    ['Condition-uv-ips.subject.reference', (bundle) => Object.assign(find(bundle, 'Condition'), { subject: {} })],
    ['con-4', (bundle) => Object.assign(find(bundle, 'Condition'), { abatementDateTime: '2020' })],
    [
      'con-5',
      (bundle) =>
        Object.assign(find(bundle, 'Condition'), {
          clinicalStatus: { coding: [{ code: 'active' }] },
          verificationStatus: { coding: [{ code: 'entered-in-error' }] },
        }),
    ],
    ['txt-1', (bundle) => (section(bundle, '11450-4').text!.div = '<div><script/></div>')],
    ['txt-2', (bundle) => (section(bundle, '11450-4').text!.div = '<div xmlns="http://www.w3.org/1999/xhtml"> </div>')],
    ['ele-1', (bundle) => Object.assign(find(bundle, 'Condition'), { severity: {} })],
  ];
  for (const [rule, breakIt] of cases)
    it(`find what breaks ${rule}`, () => {
      const bundle = structuredClone(whole);
      assert.deepEqual(checkIps(bundle), []);
      breakIt(bundle);
      assert.ok(
        checkIps(JSON.parse(JSON.stringify(bundle))).some(({ facts }) => facts.rule === rule),
        JSON.stringify(checkIps(bundle)),
      );
    });
});

function sourceOf(file: string): unknown {
  const text = readFileSync(`${data}/${file}`, 'utf8');
  return file.endsWith('.xml') ? readInsuranceXml(text).ok : (JSON.parse(text) as unknown);
}

/** Everything that is said, section by section; a note that was a Composition is a DocumentReference in the document. */
function factsOf({ sections }: RecordModel, withEncounter = true): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sections).map(([name, { state, count, entries }]) => [
      name,
      {
        state,
        count,
        entries: entries
          .map((entry) => {
            const { key: _, source: __, attachment, panel, encounter, ...facts } = entry;
            const said = withEncounter ? { ...facts, encounter } : facts;
            if (entry.resourceType !== 'Composition' && entry.resourceType !== 'DocumentReference')
              return JSON.stringify({ ...said, attachment, isMember: panel !== undefined });
            const { resourceType: ___, status: ____, narrative, ...note } = said;
            return JSON.stringify({ ...note, narrative: narrative && narrativeText(narrative) });
          })
          .sort(),
      },
    ]),
  );
}

/** Errors of the npm package `fhir`, which checks the structure of FHIR R4 and knows no IPS. */
function baseFaults(bundle: Bundle): unknown[] {
  return base.validate(bundle).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
}

function exported(source: unknown, more: Partial<IpsOptions> = {}) {
  const { ok, issues } = toIpsDocument([source], { ...options, ...more });
  assert.ok(ok, JSON.stringify(issues));
  return ok;
}

function sectionsOf(bundle: Bundle): CompositionSection[] {
  return (bundle.entry![0]!.resource as Composition).section!;
}

function find(bundle: Bundle, type: string): object {
  return bundle.entry!.find(({ resource }) => resource?.resourceType === type)!.resource!;
}

function coded(code: string) {
  return { title: code, code: { coding: [{ system: 'http://loinc.org', code }] } };
}

function empty(code: string, reason: string) {
  return { ...coded(code), emptyReason: { coding: [{ code: reason }] } };
}

function condition(code: string, text: string, id = 'c1') {
  return {
    resourceType: 'Condition',
    id,
    subject: { reference: 'Patient/p' },
    code: { text, coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code, display: text }] },
  };
}

function record() {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: patient },
      { resource: condition('I10', 'Tăng huyết áp vô căn') },
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: 'm1',
          status: 'active',
          intent: 'order',
          subject: { reference: 'Patient/p' },
          medicationReference: { reference: 'Medication/am' },
          requester: { reference: 'Practitioner/not-here' },
        },
      },
      { resource: { resourceType: 'Medication', id: 'am', code: { text: 'Amlodipin 5 mg' } } },
      {
        resource: {
          resourceType: 'Composition',
          id: 'note',
          status: 'final',
          title: 'Tờ điều trị',
          date: '2026-10-05',
          subject: { reference: 'Patient/p' },
          section: [{ text: { status: 'additional', div: '<div>Ăn được, ngủ được<br></div>' } }],
        },
      },
      { resource: { resourceType: 'Device', id: 'd', type: { text: 'Máy tạo nhịp' } } },
    ],
  };
}

function restrictedRecord() {
  const hiv = condition('B20.7', 'Nhiễm vi-rút gây suy giảm miễn dịch', 'hiv');
  const given = record();
  return {
    ...given,
    entry: [
      ...given.entry,
      { resource: hiv },
      { resource: condition(' Z21 ', 'Z21', 'carrier') },
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: 'arv',
          status: 'active',
          intent: 'order',
          subject: { reference: 'Patient/p' },
          medicationCodeableConcept: { text: 'Tenofovir/Lamivudin/Dolutegravir' },
          reasonReference: [{ reference: 'Condition/hiv', display: 'HIV' }],
        },
      },
      {
        resource: {
          resourceType: 'Encounter',
          id: 'e',
          status: 'finished',
          subject: { reference: 'Patient/p' },
          period: { start: '2026-10-01' },
          diagnosis: [
            { condition: { reference: 'Condition/hiv' }, rank: 1 },
            { condition: { reference: 'Condition/c1' } },
          ],
        },
      },
      {
        resource: {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          subject: { reference: 'Patient/p' },
          code: { text: 'Tải lượng' },
          valueString: 'dưới ngưỡng',
          meta: { security: [{ code: 'R' }] },
        },
      },
      {
        resource: {
          resourceType: 'DiagnosticReport',
          id: 'dr',
          status: 'final',
          subject: { reference: 'Patient/p' },
          code: { text: 'Phiếu Tải lượng' },
          result: [{ reference: 'Observation/o' }],
        },
      },
      {
        resource: {
          resourceType: 'ClinicalImpression',
          id: 'ci',
          status: 'completed',
          subject: { reference: 'Patient/p' },
          summary: 'Theo dõi nhiễm vi-rút gây suy giảm miễn dịch, tuân thủ tốt',
        },
      },
      {
        resource: {
          resourceType: 'Observation',
          id: 'rapid',
          status: 'final',
          subject: { reference: 'Patient/p' },
          code: { text: 'Test nhanh HIV' },
          valueString: 'Dương tính',
        },
      },
    ],
  };
}
