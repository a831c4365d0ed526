/** Words for what FHIR codes without any of its own: units of time, timing of doses. */
const vi = {
  units: { s: 'giây', min: 'phút', h: 'giờ', d: 'ngày', wk: 'tuần', mo: 'tháng', a: 'năm' } as Readonly<
    Record<string, string>
  >,
  ages: { min: 'phút tuổi', h: 'giờ tuổi', d: 'ngày tuổi', wk: 'tuần tuổi', mo: 'tháng tuổi', a: 'tuổi' } as Readonly<
    Record<string, string>
  >,
  /** Timing.repeat.when. */
  when: {
    MORN: 'buổi sáng',
    'MORN.early': 'sáng sớm',
    'MORN.late': 'cuối buổi sáng',
    NOON: 'buổi trưa',
    AFT: 'buổi chiều',
    'AFT.early': 'đầu buổi chiều',
    'AFT.late': 'cuối buổi chiều',
    EVE: 'buổi tối',
    'EVE.early': 'đầu buổi tối',
    'EVE.late': 'tối muộn',
    NIGHT: 'ban đêm',
    PHS: 'sau khi ngủ',
    HS: 'trước khi ngủ',
    WAKE: 'khi thức dậy',
    C: 'trong bữa ăn',
    CM: 'trong bữa sáng',
    CD: 'trong bữa trưa',
    CV: 'trong bữa tối',
    AC: 'trước ăn',
    ACM: 'trước bữa sáng',
    ACD: 'trước bữa trưa',
    ACV: 'trước bữa tối',
    PC: 'sau ăn',
    PCM: 'sau bữa sáng',
    PCD: 'sau bữa trưa',
    PCV: 'sau bữa tối',
  } as Readonly<Record<string, string>>,
  days: {
    mon: 'thứ hai',
    tue: 'thứ ba',
    wed: 'thứ tư',
    thu: 'thứ năm',
    fri: 'thứ sáu',
    sat: 'thứ bảy',
    sun: 'chủ nhật',
  } as Readonly<Record<string, string>>,
  /** Timing.code of HL7's GTSAbbreviation, where no words stand beside it. */
  timings: {
    BID: 'ngày 2 lần',
    TID: 'ngày 3 lần',
    QID: 'ngày 4 lần',
    AM: 'mỗi buổi sáng',
    PM: 'mỗi buổi chiều',
    QD: 'mỗi ngày',
    QOD: 'cách ngày',
    Q1H: 'mỗi giờ',
    Q2H: 'mỗi 2 giờ',
    Q3H: 'mỗi 3 giờ',
    Q4H: 'mỗi 4 giờ',
    Q6H: 'mỗi 6 giờ',
    Q8H: 'mỗi 8 giờ',
    BED: 'trước khi ngủ',
    WK: 'mỗi tuần',
    MO: 'mỗi tháng',
  } as Readonly<Record<string, string>>,
  each: (dose: string) => `mỗi lần ${dose}`,
  rate: (rate: string) => `tốc độ ${rate}`,
  often: (times: string, period: string, unit: string) =>
    period === '1' ? `${unit === 'ngày' ? 'ngày' : `mỗi ${unit}`} ${times} lần` : `${times} lần mỗi ${period} ${unit}`,
  every: (period: string, unit: string) => (period === '1' ? `mỗi ${unit}` : `mỗi ${period} ${unit}`),
  duration: (length: string) => `trong ${length}`,
  lasting: (length: string) => `mỗi lần kéo dài ${length}`,
  count: (times: string) => `tổng cộng ${times} lần`,
  offset: (minutes: number, when: string) => `${minutes} phút ${when}`,
  asNeeded: (why: string | undefined) => (why ? `khi cần: ${why}` : 'khi cần'),
  most: (bound: string) => `tối đa ${bound}`,
  then: '; sau đó ',
  between: (start: string, end: string) => `từ ${start} đến ${end}`,
};

export default vi;
/** The words of one language. */
export type Words = typeof vi;
