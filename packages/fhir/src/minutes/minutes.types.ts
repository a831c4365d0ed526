import type { CodedText, Person } from '../internal/model.types.js';

/** Roles of the people in the minutes. */
export interface MinutesParticipant {
  siteId: string;
  siteName: string;
  sub: string;
  name: string;
  title?: string;
  role: 'chair' | 'secretary' | 'member' | 'presenter' | 'guest';
}

/** A drug or service ordered by the upper-level doctor: `domain.md` 0.11 needs licence numbers and the exact time. */
export interface OrderedItem {
  kind: 'drug' | 'service';
  text: string;
  /** Practising-licence number and facility of the upper doctor. */
  orderedBy: { sub: string; name: string; siteId: string };
  /** ISO instant. */
  orderedAt: string;
}

/** One issue of the talk and its one conclusion (TT 49/2017). */
export interface AgendaItem {
  question: string;
  conclusion: string;
}

/** Minutes in the making: form 27/BV2 "Trích biên bản hội chẩn" (TT 32/2023); becomes a FHIR R4 document Bundle. */
export interface MinutesDraft {
  caseId: string;
  patient: Person;
  admissionNumber: string;
  department: string;
  ward: string;
  bed: string;
  treatedFrom?: string;
  treatedTo?: string;
  /** Chẩn đoán trước hội chẩn. */
  diagnosisBefore: CodedText[];
  /** ISO instants of the session, with its breaks ("phiên bị gián đoạn từ … đến …"). */
  openedAt?: string;
  closedAt?: string;
  breaks: { from: string; to: string }[];
  location: string;
  participants: MinutesParticipant[];
  /** Tóm tắt quá trình diễn biến bệnh, điều trị và chăm sóc. */
  summary: string;
  agenda: AgendaItem[];
  /** Kết luận (sau khi khám lại và thảo luận). */
  conclusion: string;
  diagnosisAfter: CodedText[];
  prognosis: string;
  /** Hướng điều trị tiếp. */
  plan: string;
  orders: OrderedItem[];
  /** Marks, rows and images that were dropped in from the record. */
  excerpts: { text: string; sourceRef?: string }[];
  /** Set when this version amends a signed one. */
  amends?: { documentId: string; reason: string };
}
