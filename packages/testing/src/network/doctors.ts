/** A doctor of a demo hospital; the licence number has the real shape and is nobody's. */
export interface InventedDoctor {
  /** Practising-licence number: `sub` of the token. */
  sub: string;
  siteId: string;
  name: string;
  title: string;
  specialty: string;
  onDuty: boolean;
}

/** Doctors of the demo hospitals: the first of each treats the patients of the charts. */
export const inventedDoctors: readonly InventedDoctor[] = [
  {
    sub: '990101/QNI-GPHN',
    siteId: '22901',
    name: 'BS. Nguyễn Hải Đăng',
    title: 'Bác sĩ điều trị',
    specialty: 'Cấp cứu',
    onDuty: true,
  },
  {
    sub: '990102/QNI-GPHN',
    siteId: '22901',
    name: 'BSCKI. Vũ Thị Thu Thủy',
    title: 'Trưởng khoa',
    specialty: 'Nội tổng hợp',
    onDuty: true,
  },
  {
    sub: '990201/HNO-GPHN',
    siteId: '01902',
    name: 'PGS.TS. Đặng Hoài Nam',
    title: 'Chuyên gia',
    specialty: 'Hồi sức cấp cứu nhi',
    onDuty: true,
  },
  {
    sub: '990202/HNO-GPHN',
    siteId: '01902',
    name: 'TS.BS. Đỗ Thị Lan Phương',
    title: 'Chuyên gia',
    specialty: 'Thần kinh nhi',
    onDuty: true,
  },
  {
    sub: '990203/HNO-GPHN',
    siteId: '01902',
    name: 'BSCKII. Lương Quốc Khải',
    title: 'Chuyên gia',
    specialty: 'Tim mạch nhi, phẫu thuật tim',
    onDuty: false,
  },
  {
    sub: '990301/DNA-GPHN',
    siteId: '48902',
    name: 'BSCKII. Hồ Thị Minh Châu',
    title: 'Bác sĩ điều trị',
    specialty: 'Nhi tim mạch',
    onDuty: true,
  },
  {
    sub: '990501/LCA-GPHN',
    siteId: '15901',
    name: 'BS. Lù Văn Phong',
    title: 'Bác sĩ điều trị',
    specialty: 'Cấp cứu',
    onDuty: true,
  },
  {
    sub: '990601/BNI-GPHN',
    siteId: '24901',
    name: 'BSCKI. Giáp Thị Oanh',
    title: 'Bác sĩ điều trị',
    specialty: 'Truyền nhiễm',
    onDuty: true,
  },
  {
    sub: '990701/DBI-GPHN',
    siteId: '11901',
    name: 'BS. Cà Thị Hương',
    title: 'Bác sĩ điều trị',
    specialty: 'Sản khoa',
    onDuty: true,
  },
  {
    sub: '990801/CMA-GPHN',
    siteId: '96901',
    name: 'BS. Huỳnh Tấn Lộc',
    title: 'Bác sĩ điều trị',
    specialty: 'Nội tổng hợp',
    onDuty: true,
  },
  {
    sub: '990901/HNO-GPHN',
    siteId: '01903',
    name: 'PGS.TS. Thiều Quang Sự',
    title: 'Chuyên gia',
    specialty: 'Tim mạch can thiệp',
    onDuty: true,
  },
  {
    sub: '990902/HNO-GPHN',
    siteId: '01903',
    name: 'TS.BS. Nguyễn Thị Bích Vân',
    title: 'Chuyên gia',
    specialty: 'Nội tiết, thận',
    onDuty: true,
  },
  {
    sub: '991001/HNO-GPHN',
    siteId: '01904',
    name: 'PGS.TS. Mai Đức Thắng',
    title: 'Chuyên gia',
    specialty: 'Lao và bệnh phổi, chẩn đoán hình ảnh',
    onDuty: true,
  },
  {
    sub: '991101/HNO-GPHN',
    siteId: '01905',
    name: 'TS.BS. Trịnh Thu Hà',
    title: 'Chuyên gia',
    specialty: 'Sản khoa, hồi sức',
    onDuty: true,
  },
];

/** The doctor of a licence number. @throws TypeError when there is none */
export function findDoctor(sub: string): InventedDoctor {
  const doctor = inventedDoctors.find((one) => one.sub === sub);
  if (!doctor) throw new TypeError(`No invented doctor ${sub}`);
  return doctor;
}
