import type { CodedText, Person } from '../internal/model.types.js';

/** TT 49/2017 kinds of remote consultation. */
export type ConsultationKind = 'advice' | 'clinical' | 'imaging' | 'pathology' | 'surgery' | 'training';

/**
 * The consultation request (phiếu yêu cầu hội chẩn), as the form edits it; `domain.md` A2.
 * Becomes a FHIR R4 ServiceRequest with a contained Patient.
 */
export interface CaseRequest {
  caseId: string;
  /** The HIS's opaque id of the patient. */
  patientId?: string;
  patient: Person;
  /** cấp cứu, khẩn, thường quy */
  urgency: 'emergency' | 'urgent' | 'routine';
  kind: ConsultationKind;
  /** MA_CSKCB of the sites that are asked. */
  to: string[];
  specialty: string;
  /** Câu hỏi, nội dung xin ý kiến. */
  question: string;
  reasonForAdmission: string;
  /** Bệnh sử. */
  history: string;
  /** Tiền sử. */
  pastHistory: string;
  /** Dị ứng, as text; the coded ones stay in the record. */
  allergies: string;
  /** Khám hiện tại, dấu hiệu sinh tồn. */
  examination: string;
  /** Cận lâm sàng. */
  results: string;
  /** Thuốc đang dùng. */
  medications: string;
  /** Chẩn đoán sơ bộ, ICD-10 where known. */
  diagnoses: CodedText[];
  /** Đã điều trị từ ngày … (ISO date). */
  treatedFrom?: string;
  treatedTo?: string;
  /** Quá trình điều trị. */
  treatment: string;
  department: string;
  ward: string;
  bed: string;
  /** Số vào viện. */
  admissionNumber: string;
  /** MA_LK, the episode's link code. */
  episodeId?: string;
  /** Wished time, ISO instant. */
  preferredAt?: string;
  /** NĐ 96/2023 Đ88: the patient was told of the support. */
  patientInformed: boolean;
  supportContract?: string;
  /** ISO instant. */
  authoredOn?: string;
  requester?: { siteId: string; sub: string; name: string };
}
