import type { RecordSectionConfig, SectionContext } from '@diemcau/elements';
import { defaultRecordSections } from '@diemcau/elements';

/** A section of the hospital's own: its early warning score, from the newest vital signs of the record. */
export const earlyWarning: RecordSectionConfig = {
  name: 'diem-canh-bao-som',
  title: (locale) => (locale === 'vi' ? 'Điểm cảnh báo sớm' : 'Early warning score'),
  body: ({ state, locale }: SectionContext) => {
    const breathing = state.sections.vitalSigns.entries.find(({ title }) => /nhịp thở/iu.test(title));
    const rate = breathing?.value?.number;
    const text = document.createElement('p');
    // What is not known is said, never taken for normal.
    if (rate === undefined)
      text.textContent = locale === 'vi' ? 'Chưa có nhịp thở để tính.' : 'No breathing rate to judge.';
    else
      text.textContent =
        locale === 'vi' ? `Nhịp thở: ${scoreOf(rate)} điểm` : `Breathing rate: ${scoreOf(rate)} points`;
    return text;
  },
};

const scoreOf = (rate: number) => (rate <= 8 || rate >= 25 ? 3 : rate >= 21 ? 2 : rate <= 11 ? 1 : 0);

/** The hospital's own section first, problems next; coverage is of no use here. */
export const ownSections: readonly RecordSectionConfig[] = [
  earlyWarning,
  ...defaultRecordSections.filter(({ name }) => name !== 'coverage'),
];
