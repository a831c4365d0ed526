import type { CompositionSection, Extension } from 'fhir/r4';
import { conceptOf } from '../internal/coded-text.js';
import { textExtension } from '../internal/extension.js';
import type { CodedText } from '../internal/model.types.js';
import { narrativeDiv } from '../internal/narrative.js';
import { ownSystems } from '../internal/systems.js';
import { vnTime } from '../internal/vn-time.js';
import type { MinutesDraft, MinutesParticipant } from './minutes.types.js';

/** Extensions that hold the minutes' data beside their words. */
export const minutesExtension = (name: string): string => `urn:diemcau:minutes:${name}`;

/** Sections of form 27/BV2 in print order: code, Vietnamese title, the LOINC code where one fits. */
export const minutesSectionTitles = {
  admission: { title: 'Thông tin điều trị' },
  'diagnosis-before': { title: 'Chẩn đoán trước hội chẩn', loinc: '10219-4' },
  session: { title: 'Thời gian, địa điểm hội chẩn' },
  participants: { title: 'Thành phần tham gia' },
  summary: { title: 'Tóm tắt quá trình diễn biến bệnh, quá trình điều trị và chăm sóc', loinc: '8648-8' },
  agenda: { title: 'Nội dung xin ý kiến và kết luận từng nội dung' },
  conclusion: { title: 'Kết luận (sau khi khám lại và thảo luận)', loinc: '51848-0' },
  plan: { title: 'Hướng điều trị tiếp', loinc: '18776-5' },
  orders: { title: 'Y lệnh từ tuyến trên' },
  excerpts: { title: 'Trích hồ sơ' },
  amendment: { title: 'Lý do sửa biên bản' },
} as const;
/** Code of a section. */
export type MinutesSection = keyof typeof minutesSectionTitles;

/** Roles in Vietnamese, as the form prints them. */
export const roleNames: Readonly<Record<MinutesParticipant['role'], string>> = {
  chair: 'Chủ tọa',
  secretary: 'Thư ký',
  member: 'Thành viên',
  presenter: 'Người trình bày',
  guest: 'Khách mời',
};

/** The sections of the minutes: words in `text.div`, data in extensions. A section without content is left out. */
export function minutesSections(draft: MinutesDraft): CompositionSection[] {
  const at = minutesExtension;
  return [
    section(
      'admission',
      admissionWords(draft),
      ['admissionNumber', 'department', 'ward', 'bed', 'treatedFrom', 'treatedTo'].flatMap((key) =>
        textExtension(at(key), draft[key as 'bed']),
      ),
    ),
    section('diagnosis-before', draft.diagnosisBefore.map(diagnosisWords), draft.diagnosisBefore.map(diagnosis)),
    section('session', sessionWords(draft), [
      ...textExtension(at('openedAt'), draft.openedAt),
      ...textExtension(at('closedAt'), draft.closedAt),
      ...textExtension(at('location'), draft.location),
      ...draft.breaks.map((pause) => complex('break', { from: pause.from, to: pause.to })),
    ]),
    section(
      'participants',
      draft.participants.map(participantWords),
      draft.participants.map((person) =>
        complex('participant', {
          siteId: person.siteId,
          siteName: person.siteName,
          sub: person.sub,
          name: person.name,
          title: person.title,
          role: person.role,
        }),
      ),
    ),
    section('summary', [draft.summary], textExtension(at('text'), draft.summary)),
    section(
      'agenda',
      draft.agenda.map(({ question, conclusion }, index) => `${index + 1}. ${question}\nKết luận: ${conclusion}`),
      draft.agenda.map(({ question, conclusion }) => complex('item', { question, conclusion })),
    ),
    section('conclusion', conclusionWords(draft), [
      ...textExtension(at('text'), draft.conclusion),
      ...draft.diagnosisAfter.map(diagnosis),
      ...textExtension(at('prognosis'), draft.prognosis),
    ]),
    section('plan', [draft.plan], textExtension(at('text'), draft.plan)),
    section(
      'orders',
      draft.orders.map(orderWords),
      draft.orders.map(({ kind, text, orderedBy, orderedAt }) =>
        complex('order', { kind, text, sub: orderedBy.sub, name: orderedBy.name, siteId: orderedBy.siteId, orderedAt }),
      ),
    ),
    section(
      'excerpts',
      draft.excerpts.map(({ text }) => text),
      draft.excerpts.map(({ text, sourceRef }) => complex('excerpt', { text, sourceRef })),
    ),
    section(
      'amendment',
      draft.amends ? [draft.amends.reason] : [],
      draft.amends ? [complex('amends', { documentId: draft.amends.documentId, reason: draft.amends.reason })] : [],
    ),
  ].flatMap((one) => one ?? []);
}

function section(
  code: MinutesSection,
  words: readonly string[],
  extension: Extension[],
): CompositionSection | undefined {
  if (extension.length === 0) return undefined;
  const { title, loinc } = minutesSectionTitles[code] as { title: string; loinc?: string };
  return {
    extension,
    title,
    code: {
      coding: [
        { system: ownSystems.minutesSection, code },
        ...(loinc ? [{ system: 'http://loinc.org', code: loinc }] : []),
      ],
    },
    text: { status: 'generated', div: narrativeDiv(words) },
  };
}

/** An extension of named strings; one without any content is still one item of its list. */
function complex(name: string, fields: Readonly<Record<string, string | undefined>>): Extension {
  const extension = Object.entries(fields).flatMap(([key, value]) => textExtension(key, value));
  return {
    url: minutesExtension(name),
    extension: extension.length > 0 ? extension : [{ url: 'empty', valueBoolean: true }],
  };
}

function diagnosis(coded: CodedText): Extension {
  const concept = conceptOf(coded);
  return {
    url: minutesExtension('diagnosis'),
    ...(Object.keys(concept).length > 0 ? { valueCodeableConcept: concept } : { valueBoolean: false }),
  };
}

function diagnosisWords({ text, code }: CodedText): string {
  return code && code !== text ? `${text} (${code})`.trim() : text;
}

function admissionWords(draft: MinutesDraft): string[] {
  return [
    draft.admissionNumber && `Số vào viện: ${draft.admissionNumber}`,
    [
      draft.department && `Khoa: ${draft.department}`,
      draft.ward && `Phòng: ${draft.ward}`,
      draft.bed && `Giường: ${draft.bed}`,
    ]
      .filter(Boolean)
      .join('; '),
    (draft.treatedFrom ?? draft.treatedTo)
      ? `Đã điều trị từ ngày ${day(draft.treatedFrom)} đến ngày ${day(draft.treatedTo)}`
      : '',
  ].filter((line): line is string => Boolean(line));
}

function day(date: string | undefined): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/u.exec(date ?? '');
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : (date ?? '…');
}

function moment(instant: string | undefined): string {
  const time = vnTime(instant);
  return time ? `${time.time} ngày ${time.date}` : (instant ?? '…');
}

function sessionWords(draft: MinutesDraft): string[] {
  return [
    (draft.openedAt ?? draft.closedAt) ? `Hội chẩn từ ${moment(draft.openedAt)} đến ${moment(draft.closedAt)}` : '',
    draft.location ? `Địa điểm: ${draft.location}` : '',
    ...draft.breaks.map(({ from, to }) => `Phiên bị gián đoạn từ ${moment(from)} đến ${moment(to)}`),
  ];
}

function participantWords({ role, title, name, siteName, siteId, sub }: MinutesParticipant): string {
  return `${roleNames[role] ?? role}: ${[title, name].filter(Boolean).join(' ')} (${[siteName || siteId, sub && `CCHN ${sub}`].filter(Boolean).join('; ')})`;
}

function conclusionWords(draft: MinutesDraft): string[] {
  return [
    draft.conclusion,
    draft.diagnosisAfter.length > 0
      ? `Chẩn đoán sau hội chẩn: ${draft.diagnosisAfter.map(diagnosisWords).join('; ')}`
      : '',
    draft.prognosis ? `Tiên lượng: ${draft.prognosis}` : '',
  ];
}

function orderWords({ kind, text, orderedBy, orderedAt }: MinutesDraft['orders'][number]): string {
  return `${kind === 'drug' ? 'Thuốc' : 'Dịch vụ'}: ${text}\n${orderedBy.name} (CCHN ${orderedBy.sub}, ${orderedBy.siteId}) chỉ định lúc ${moment(orderedAt)}`;
}
