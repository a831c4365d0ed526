import type { Bundle, CodeableConcept, FhirResource, Quantity, Reference } from 'fhir/r4';
import { base64 } from '../internal/base64.js';
import { drawDicom } from '../internal/draw-dicom.js';
import { drawPicture, pictureSize } from '../internal/draw-picture.js';
import { day, instant, moment } from '../internal/moment.js';
import type { Ago, Chart, ChartFacts, Imaging, Series } from './chart.types.js';
import { fhirSystems as systems, inventedTag } from './fhir-systems.js';
import { birthDate, insuranceCard, nationalId } from './person-ids.js';

type Resource = FhirResource & { id: string };

const concept = (system: string, code: string, text: string): CodeableConcept => ({
  coding: [{ system, code, display: text }],
  text,
});
const category = (system: string, code: string): CodeableConcept[] => [
  { coding: [{ system: `${systems.terminology}/${system}`, code }] },
];

/** What every resource of one chart needs to know. */
class ChartBuilder {
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly doctor: Reference;
  readonly now: Date;
  #count = 0;

  constructor(
    readonly chart: Chart,
    readonly facts: ChartFacts,
  ) {
    this.now = facts.now;
    this.patient = { reference: `Patient/${chart.key}`, display: chart.person.name };
    this.encounter = { reference: `Encounter/${chart.episode.id}` };
    this.doctor = { reference: `Practitioner/${this.doctorId()}`, display: facts.doctorName };
  }

  doctorId() {
    return `${this.chart.key}-doctor`;
  }

  id(kind: string) {
    this.#count += 1;
    return `${this.chart.key}-${kind}-${this.#count}`;
  }

  at(ago: Ago) {
    return instant(moment(this.now, ago));
  }

  day(ago: Ago) {
    return day(moment(this.now, ago));
  }

  /** The episode in which something of this time fell. */
  encounterAt(ago: Ago): Reference | undefined {
    const at = moment(this.now, ago).getTime();
    if (at >= moment(this.now, this.chart.episode.arrived).getTime()) return this.encounter;
    const earlier = this.chart.earlier.find((one) => one.from === ago);
    return earlier && { reference: `Encounter/${earlier.id}` };
  }
}

/**
 * The chart as a FHIR R4 collection Bundle, as a hospital's HIS would hand it over: VN core identifiers, names as written,
 * LOINC, ICD-10 (and ICD-9-CM procedures), ATC, UCUM. Every resource is tagged as invented.
 */
export function toBundle(chart: Chart, facts: ChartFacts): Bundle {
  const builder = new ChartBuilder(chart, facts);
  const resources: Resource[] = [
    patient(builder),
    organization(builder),
    practitioner(builder),
    ...encounters(builder),
    ...conditions(builder),
    ...allergies(builder),
    ...drugs(builder),
    ...chart.series.flatMap((series) => laboratory(builder, series)),
    ...vitalSigns(builder),
    ...imaging(builder),
    ...procedures(builder),
    ...immunizations(builder),
    ...family(builder),
    ...documents(builder),
    coverage(builder),
  ];
  return {
    resourceType: 'Bundle',
    id: `${chart.key}-record`,
    meta: { tag: [inventedTag] },
    type: 'collection',
    timestamp: instant(facts.now),
    entry: resources.map((resource) => ({
      fullUrl: `urn:diemcau:testing:${resource.resourceType}/${resource.id}`,
      resource: { ...resource, meta: { ...resource.meta, tag: [inventedTag] } },
    })),
  };
}

function patient({ chart, now }: ChartBuilder): Resource {
  const { person } = chart;
  return {
    resourceType: 'Patient',
    id: chart.key,
    meta: { profile: [`${systems.profile}/vn-core-patient`] },
    extension: [
      {
        url: `${systems.profile}/extension-race`,
        valueCodeableConcept: {
          coding: [{ code: person.ethnicity[0], display: person.ethnicity[1] }],
          text: person.ethnicity[1],
        },
      },
      {
        url: `${systems.profile}/extension-occupation`,
        valueCodeableConcept: {
          coding: [{ code: person.occupation[0], display: person.occupation[1] }],
          text: person.occupation[1],
        },
      },
    ],
    identifier: [
      {
        type: { coding: [{ system: `${systems.terminology}/v2-0203`, code: 'NI' }] },
        system: systems.nationalId,
        value: nationalId(chart, now),
      },
      {
        type: { coding: [{ system: `${systems.terminology}/v2-0203`, code: 'SB' }] },
        system: systems.insurance,
        value: insuranceCard(chart),
      },
      {
        type: { coding: [{ system: `${systems.terminology}/v2-0203`, code: 'PI' }] },
        system: systems.internal,
        value: person.patientId,
      },
    ],
    name: [{ use: 'official', text: person.name, ...splitName(person.name) }],
    gender: person.sex,
    birthDate: birthDate(chart, now),
    address: [{ use: 'home', text: person.address, state: person.province, country: 'VN' }],
    contact: person.contact && [
      {
        relationship: [
          {
            coding: [{ system: `${systems.terminology}/v3-RoleCode`, code: relationCodes[person.contact.relation] }],
            text: relationWords[person.contact.relation],
          },
        ],
        name: { text: person.contact.name },
      },
    ],
    managingOrganization: { reference: `Organization/${chart.siteId}` },
  };
}

const relationCodes = {
  mother: 'MTH',
  father: 'FTH',
  brother: 'BRO',
  wife: 'WIFE',
  husband: 'HUSB',
  daughter: 'DAUC',
} as const;
const relationWords = {
  mother: 'Mẹ',
  father: 'Bố',
  brother: 'Anh em',
  wife: 'Vợ',
  husband: 'Chồng',
  daughter: 'Con gái',
} as const;

/** Vietnamese names are written family name first. */
function splitName(name: string): { family: string; given: string[] } {
  const [family = name, ...given] = name.split(' ');
  return { family, given };
}

function organization({ chart, facts }: ChartBuilder): Resource {
  return {
    resourceType: 'Organization',
    id: chart.siteId,
    identifier: [{ system: systems.site, value: chart.siteId }],
    active: true,
    name: facts.siteName,
  };
}

function practitioner(builder: ChartBuilder): Resource {
  const { chart, facts } = builder;
  return {
    resourceType: 'Practitioner',
    id: builder.doctorId(),
    identifier: [{ system: systems.practitioner, value: chart.episode.doctor }],
    name: [{ text: facts.doctorName }],
  };
}

function encounters(builder: ChartBuilder): Resource[] {
  const { chart } = builder;
  const { episode } = chart;
  const current: Resource = {
    resourceType: 'Encounter',
    id: episode.id,
    identifier: [
      { system: systems.visit, value: episode.id },
      { system: systems.medicalRecord, value: episode.admissionNumber },
    ],
    status: 'in-progress',
    class: {
      system: `${systems.terminology}/v3-ActCode`,
      ...(episode.kind === '05' ? { code: 'AMB', display: 'Ngoại trú' } : { code: 'IMP', display: 'Nội trú' }),
    },
    priority: episode.emergency
      ? { coding: [{ system: `${systems.terminology}/v3-ActPriority`, code: 'EM' }], text: 'Cấp cứu' }
      : undefined,
    serviceType: { text: episode.department[1] },
    subject: builder.patient,
    participant: [{ individual: builder.doctor }],
    period: { start: builder.at(episode.arrived) },
    reasonCode: [{ text: episode.reason }],
    location: [
      {
        location: {
          display: [episode.department[1], episode.ward, episode.bed && `giường ${episode.bed}`]
            .filter(Boolean)
            .join(', '),
        },
      },
    ],
    serviceProvider: { reference: `Organization/${chart.siteId}` },
  };
  const earlier = chart.earlier.map((one): Resource => ({
    resourceType: 'Encounter',
    id: one.id,
    identifier: [{ system: systems.visit, value: one.id }],
    status: 'finished',
    class: {
      system: `${systems.terminology}/v3-ActCode`,
      ...(one.kind === '03' ? { code: 'IMP', display: 'Nội trú' } : { code: 'AMB', display: 'Ngoại trú' }),
    },
    subject: builder.patient,
    period: { start: builder.at(one.from), end: builder.at(one.to) },
    reasonCode: [{ text: one.reason }, concept(systems.icd10, one.diagnosis[0], one.diagnosis[1])],
    serviceProvider: { reference: `Organization/${chart.siteId}` },
  }));
  return [current, ...earlier];
}

function conditions(builder: ChartBuilder): Resource[] {
  const { chart } = builder;
  const status = {
    clinicalStatus: { coding: [{ system: `${systems.terminology}/condition-clinical`, code: 'active' }] },
  };
  return [
    ...chart.diagnoses.map(([code, words], index): Resource => ({
      resourceType: 'Condition',
      id: builder.id('diagnosis'),
      ...status,
      verificationStatus: {
        coding: [
          {
            system: `${systems.terminology}/condition-ver-status`,
            code: /^(Theo dõi|Nghi)|chưa xác nhận/.test(words) ? 'provisional' : 'confirmed',
          },
        ],
      },
      category: category('condition-category', 'encounter-diagnosis'),
      code: concept(systems.icd10, code, words),
      subject: builder.patient,
      encounter: builder.encounter,
      recordedDate: builder.at(chart.episode.arrived),
      note: index === 0 ? [{ text: chart.history }] : undefined,
    })),
    ...chart.problems.map(({ code, words, since }): Resource => ({
      resourceType: 'Condition',
      id: builder.id('problem'),
      ...(words.includes('đã khỏi')
        ? { clinicalStatus: { coding: [{ system: `${systems.terminology}/condition-clinical`, code: 'resolved' }] } }
        : status),
      category: category('condition-category', 'problem-list-item'),
      code: concept(systems.icd10, code, words),
      subject: builder.patient,
      onsetDateTime: builder.day(since).slice(0, 7),
    })),
  ];
}

function allergies(builder: ChartBuilder): Resource[] {
  const { chart } = builder;
  if (chart.allergies === 'none-known' || chart.allergies === 'not-asked') {
    const code =
      chart.allergies === 'none-known'
        ? concept(systems.absent, 'no-known-allergies', 'Không ghi nhận dị ứng')
        : concept(systems.absent, 'no-allergy-info', 'Chưa khai thác được tiền sử dị ứng');
    return [{ resourceType: 'AllergyIntolerance', id: builder.id('allergy'), code, patient: builder.patient }];
  }
  return chart.allergies.map((allergy) => ({
    resourceType: 'AllergyIntolerance',
    id: builder.id('allergy'),
    clinicalStatus: { coding: [{ system: `${systems.terminology}/allergyintolerance-clinical`, code: 'active' }] },
    verificationStatus: {
      coding: [{ system: `${systems.terminology}/allergyintolerance-verification`, code: 'confirmed' }],
    },
    criticality: allergy.severity === 'severe' ? 'high' : 'low',
    code: { text: allergy.substance },
    patient: builder.patient,
    onsetDateTime: builder.day(allergy.since).slice(0, 7),
    reaction: [{ manifestation: [{ text: allergy.reaction }], severity: allergy.severity }],
  }));
}

function drugs(builder: ChartBuilder): Resource[] {
  return builder.chart.drugs.map((drug) => ({
    resourceType: 'MedicationRequest',
    id: builder.id('drug'),
    status: drug.directions.includes('đã dùng hết') ? 'completed' : 'active',
    intent: 'order',
    category: category('medicationrequest-category', drug.kind === 'home' ? 'community' : 'inpatient'),
    medicationCodeableConcept: concept(systems.atc, drug.atc, `${drug.name} ${drug.strength}`),
    subject: builder.patient,
    encounter: builder.encounterAt(drug.at),
    authoredOn: builder.at(drug.at),
    requester: builder.doctor,
    dosageInstruction: [{ text: `${drug.dose}. ${drug.directions}`, route: { text: drug.route[1] } }],
    dispenseRequest: { quantity: { value: drug.quantity, unit: drug.unit } },
  }));
}

function mark(series: Series, value: number): CodeableConcept[] {
  const code =
    series.low !== undefined && value < series.low ? 'L' : series.high !== undefined && value > series.high ? 'H' : 'N';
  return [{ coding: [{ system: `${systems.terminology}/v3-ObservationInterpretation`, code }] }];
}

function laboratory(builder: ChartBuilder, series: Series): Resource[] {
  const quantity = (value: number): Quantity => ({
    value,
    unit: series.unit || undefined,
    system: systems.ucum,
    code: series.unitCode,
  });
  return series.values.map(([at, value]) => ({
    resourceType: 'Observation',
    id: builder.id('lab'),
    status: 'final',
    category: category('observation-category', 'laboratory'),
    code: concept(systems.loinc, series.loinc, series.name),
    subject: builder.patient,
    encounter: builder.encounterAt(at),
    effectiveDateTime: builder.at(at),
    valueQuantity: quantity(value),
    interpretation: mark(series, value),
    referenceRange: [
      {
        low: series.low === undefined ? undefined : quantity(series.low),
        high: series.high === undefined ? undefined : quantity(series.high),
      },
    ],
  }));
}

const vitalCodes = {
  pulse: ['8867-4', 'Mạch', 'lần/phút', '/min'],
  temperature: ['8310-5', 'Nhiệt độ', '°C', 'Cel'],
  breaths: ['9279-1', 'Nhịp thở', 'lần/phút', '/min'],
  saturation: ['2708-6', 'SpO2', '%', '%'],
} as const;

function vitalSigns(builder: ChartBuilder): Resource[] {
  const common = (at: Ago) => ({
    resourceType: 'Observation' as const,
    status: 'final' as const,
    category: category('observation-category', 'vital-signs'),
    subject: builder.patient,
    encounter: builder.encounterAt(at),
    effectiveDateTime: builder.at(at),
  });
  const mmHg = (value: number): Quantity => ({ value, unit: 'mmHg', system: systems.ucum, code: 'mm[Hg]' });
  const signs = builder.chart.vitals.flatMap(([at, signs]): Resource[] => [
    ...(Object.keys(vitalCodes) as (keyof typeof vitalCodes)[]).flatMap((name): Resource[] => {
      const value = signs[name];
      const [code, words, unit, ucum] = vitalCodes[name];
      return value === undefined
        ? []
        : [
            {
              ...common(at),
              id: builder.id('vital'),
              code: concept(systems.loinc, code, words),
              valueQuantity: { value, unit, system: systems.ucum, code: ucum },
            },
          ];
    }),
    ...(signs.pressure
      ? [
          {
            ...common(at),
            id: builder.id('vital'),
            code: concept(systems.loinc, '85354-9', 'Huyết áp'),
            component: [
              { code: concept(systems.loinc, '8480-6', 'Tâm thu'), valueQuantity: mmHg(signs.pressure[0]) },
              { code: concept(systems.loinc, '8462-4', 'Tâm trương'), valueQuantity: mmHg(signs.pressure[1]) },
            ],
          },
        ]
      : []),
  ]);
  const weight: Resource = {
    ...common(builder.chart.episode.arrived),
    id: builder.id('vital'),
    code: concept(systems.loinc, '29463-7', 'Cân nặng'),
    valueQuantity: { value: builder.chart.person.weight, unit: 'kg', system: systems.ucum, code: 'kg' },
  };
  return [...signs, weight];
}

function imaging(builder: ChartBuilder): Resource[] {
  return builder.chart.imaging.flatMap((one, index): Resource[] => {
    const media = builder.id('picture');
    const { modality } = one;
    return [
      {
        resourceType: 'DiagnosticReport',
        id: builder.id('imaging'),
        status: 'final',
        category: [
          { coding: [{ system: `${systems.terminology}/v2-0074`, code: one.modality === 'ECG' ? 'EC' : 'RAD' }] },
        ],
        code: concept(systems.loinc, one.loinc, one.name),
        subject: builder.patient,
        encounter: builder.encounterAt(one.at),
        effectiveDateTime: builder.at(one.at),
        issued: builder.at(one.at),
        performer: [builder.doctor],
        conclusion: `${one.findings}\n${one.conclusion}`,
        media: [{ comment: one.name, link: { reference: `Media/${media}` } }],
      },
      {
        resourceType: 'Media',
        id: media,
        status: 'completed',
        type: concept(`${systems.terminology}/media-type`, 'image', 'Ảnh'),
        modality: {
          coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: one.modality }],
          text: one.modality,
        },
        subject: builder.patient,
        encounter: builder.encounterAt(one.at),
        createdDateTime: builder.at(one.at),
        height: pictureSize,
        width: pictureSize,
        content: {
          ...(modality === 'DX' || modality === 'US'
            ? { contentType: 'application/dicom', data: base64(film(builder, { ...one, modality }, index)) }
            : { contentType: 'image/png', data: base64(drawPicture(one.picture)) }),
          title: `${one.name} (ảnh vẽ bằng chương trình, không phải phim thật)`,
          creation: builder.at(one.at),
        },
      },
      ...machineFinding(builder, one, media),
    ];
  });
}

function film(builder: ChartBuilder, one: Imaging & { modality: 'DX' | 'US' }, index: number): Uint8Array {
  const { key, person } = builder.chart;
  const sexes = { male: 'M', female: 'F' } as const;
  return drawDicom(one.picture, {
    person: {
      id: person.patientId,
      name: person.name.replaceAll(' ', '^'),
      birthDate: birthDate(builder.chart, builder.now).replaceAll('-', ''),
      sex: sexes[person.sex],
    },
    study: [...key].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), index) % 1_000_000,
    date: builder.day(one.at).replaceAll('-', ''),
    name: one.name,
    modality: one.modality,
  });
}

/** What a program found in a film: of a device, so that nobody takes it for a doctor's word. */
function machineFinding(builder: ChartBuilder, { machine, name, at }: Imaging, media: string): Resource[] {
  if (!machine) return [];
  const device = builder.id('device');
  return [
    {
      resourceType: 'Device',
      id: device,
      deviceName: [{ name: 'Chương trình đọc X-quang ngực (mẫu)', type: 'model-name' }],
      version: [{ value: '2.1.0' }],
    },
    {
      resourceType: 'Observation',
      id: builder.id('machine'),
      status: machine.confirmed ? 'final' : 'preliminary',
      category: category('observation-category', 'imaging'),
      code: { text: `${name}: ${machine.finding}` },
      subject: builder.patient,
      effectiveDateTime: builder.at(at),
      performer: [{ reference: `Device/${device}` }, ...(machine.confirmed ? [builder.doctor] : [])] as Reference[],
      valueQuantity: { value: machine.probability, unit: '%', system: systems.ucum, code: '%' },
      derivedFrom: [{ reference: `Media/${media}` }],
    },
  ];
}

function procedures(builder: ChartBuilder): Resource[] {
  return builder.chart.procedures.map((one) => ({
    resourceType: 'Procedure',
    id: builder.id('procedure'),
    status: 'completed',
    code: concept(systems.icd9, one.icd9, one.words),
    subject: builder.patient,
    encounter: builder.encounterAt(one.at),
    performedDateTime: /y$/.test(one.at) ? builder.day(one.at).slice(0, 4) : builder.at(one.at),
  }));
}

function immunizations(builder: ChartBuilder): Resource[] {
  return builder.chart.immunizations.map((one) => ({
    resourceType: 'Immunization',
    id: builder.id('immunization'),
    status: 'completed',
    vaccineCode: concept(systems.atc, one.atc, one.words),
    patient: builder.patient,
    occurrenceDateTime: builder.day(one.at),
  }));
}

function family(builder: ChartBuilder): Resource[] {
  return builder.chart.family.map((one) => ({
    resourceType: 'FamilyMemberHistory',
    id: builder.id('family'),
    status: 'completed',
    patient: builder.patient,
    relationship: concept(
      `${systems.terminology}/v3-RoleCode`,
      relationCodes[one.relation],
      relationWords[one.relation],
    ),
    condition: [{ code: concept(systems.icd10, one.code, one.words) }],
  }));
}

function documents(builder: ChartBuilder): Resource[] {
  const { chart } = builder;
  const summary = [
    `Bệnh sử: ${chart.history}`,
    `Tiền sử: ${chart.pastHistory}`,
    `Khám hiện tại: ${chart.examination}`,
    `Quá trình điều trị: ${chart.treatment}`,
  ].join('\n\n');
  return [
    {
      title: 'Tóm tắt bệnh án',
      loinc: '60591-5',
      at: chart.vitals.at(-1)?.[0] ?? chart.episode.arrived,
      text: summary,
    },
    ...chart.documents,
  ].map((one) => ({
    resourceType: 'DocumentReference',
    id: builder.id('document'),
    status: 'current',
    type: concept(systems.loinc, one.loinc, one.title),
    subject: builder.patient,
    date: builder.at(one.at),
    author: [builder.doctor],
    description: one.title,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          title: one.title,
          creation: builder.at(one.at),
          data: base64(one.text),
        },
      },
    ],
    context: { encounter: [builder.encounter] },
  }));
}

function coverage(builder: ChartBuilder): Resource {
  return {
    resourceType: 'Coverage',
    id: builder.id('coverage'),
    status: 'active',
    type: { text: 'Bảo hiểm y tế' },
    subscriberId: insuranceCard(builder.chart),
    beneficiary: builder.patient,
    period: { start: `${builder.now.getUTCFullYear()}-01-01`, end: `${builder.now.getUTCFullYear()}-12-31` },
    payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
  };
}
