import { vnTime } from '../internal/vn-time.js';
import { roleNames } from './minutes-sections.js';
import type { MinutesDraft } from './minutes.types.js';

/** What of the consultation goes into the insurance XML of the requesting hospital. */
export interface InsuranceMinutes {
  /** XML5 HOI_CHAN: the result of the consultation, free text. */
  hoiChan: string;
  /** XML2 fields of each drug that a doctor of another hospital ordered (TT 20/2022 Đ5 k10). */
  drugs: { TEN_THUOC: string; MA_CSKCB_THUOC: string; MA_BAC_SI: string; NGAY_YL: string }[];
  /** XML3 fields of each service that a doctor of another hospital ordered: MA_BAC_SI is that doctor. */
  services: { TEN_DICH_VU: string; MA_BAC_SI: string; NGAY_YL: string }[];
}

/**
 * The conclusion as XML5 `HOI_CHAN`, and for each drug ordered by the upper doctor: `HC.<upper facility>`, licence number, order time (yyyymmddHHMM, Vietnam);
 * services likewise. An order counts as the upper doctor's when it comes from another site than `homeSite`, the requesting one (else the secretary's).
 * MA_BAC_SI holds the upper doctor alone: the HIS appends `;<local dispenser>`, whom the minutes do not know.
 */
export function minutesToInsurance(draft: MinutesDraft, homeSite?: string): InsuranceMinutes {
  const home = homeSite ?? draft.participants.find(({ role }) => role === 'secretary')?.siteId;
  const upper = draft.orders.filter(({ orderedBy }) => orderedBy.siteId !== home);
  const byWhom = ({
    orderedBy,
    orderedAt,
  }: MinutesDraft['orders'][number]): { MA_BAC_SI: string; NGAY_YL: string } => ({
    MA_BAC_SI: orderedBy.sub,
    NGAY_YL: vnTime(orderedAt)?.compact ?? '',
  });
  return {
    hoiChan: consultationText(draft),
    drugs: upper
      .filter(({ kind }) => kind === 'drug')
      .map((order) => ({
        TEN_THUOC: order.text,
        MA_CSKCB_THUOC: `HC.${order.orderedBy.siteId}`,
        ...byWhom(order),
      })),
    services: upper
      .filter(({ kind }) => kind === 'service')
      .map((order) => ({ TEN_DICH_VU: order.text, ...byWhom(order) })),
  };
}

function consultationText(draft: MinutesDraft): string {
  const opened = vnTime(draft.openedAt);
  const sites = [...new Set(draft.participants.map(({ siteName, siteId }) => siteName || siteId))].filter(Boolean);
  const named = (role: 'chair' | 'secretary'): string[] =>
    draft.participants
      .filter((person) => person.role === role)
      .map((person) => `${roleNames[role]}: ${[person.title, person.name].filter(Boolean).join(' ')}`);
  return [
    [
      'Hội chẩn từ xa',
      opened && `lúc ${opened.time} ngày ${opened.date}`,
      sites.length > 0 && `giữa ${sites.join(', ')}`,
    ]
      .filter(Boolean)
      .join(' '),
    ...named('chair'),
    ...named('secretary'),
    ...draft.agenda.map(({ question, conclusion }) => `${question}: ${conclusion}`),
    draft.conclusion && `Kết luận: ${draft.conclusion}`,
    draft.diagnosisAfter.length > 0 &&
      `Chẩn đoán: ${draft.diagnosisAfter.map(({ text, code }) => (code ? `${text} (${code})` : text)).join('; ')}`,
    draft.prognosis && `Tiên lượng: ${draft.prognosis}`,
    draft.plan && `Hướng điều trị: ${draft.plan}`,
    ...draft.orders.map(
      ({ text, orderedBy, orderedAt }) =>
        `Y lệnh: ${text} (${orderedBy.name}, ${vnTime(orderedAt)?.time ?? ''} ${vnTime(orderedAt)?.date ?? ''})`,
    ),
  ]
    .filter((line): line is string => Boolean(line))
    .map((line) => line.trim().replace(/[.;]$/u, ''))
    .join('. ')
    .concat('.');
}
