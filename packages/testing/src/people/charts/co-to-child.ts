import type { Chart } from '../chart.types.js';

/** A child of three, fever and convulsions, on an island 80 km off the coast: the first case of the demo; a parent consents. */
export const coToChild: Chart = {
  key: 'co-to-child',
  siteId: '22901',
  person: {
    patientId: 'CT-2026-000417',
    name: 'Phạm Gia Bảo',
    sex: 'male',
    months: 38,
    serial: '000417',
    card: 'TE1',
    address: 'Khu 2, đặc khu Cô Tô, tỉnh Quảng Ninh',
    province: '22',
    commune: '00000',
    ethnicity: ['01', 'Kinh'],
    occupation: ['00000', 'Trẻ em'],
    weight: 14.2,
    contact: { name: 'Nguyễn Thị Hạnh', relation: 'mother' },
  },
  episode: {
    id: 'INV-22901-000417-1',
    admissionNumber: 'CT26-1183',
    arrived: '4h',
    kind: '03',
    emergency: true,
    department: ['K02', 'Khoa Cấp cứu – Hồi sức tích cực'],
    ward: 'Phòng 102',
    bed: 'H004',
    reason: 'Sốt cao, co giật toàn thân',
    admissionReason: 'Sốt ngày thứ 2, co giật hai lần trong 6 giờ, còn lơ mơ',
    doctor: '990101/QNI-GPHN',
  },
  request: {
    urgency: 'emergency',
    specialty: 'Hồi sức cấp cứu nhi',
    to: '01902',
    question:
      'Trẻ co giật lần hai sau 5 giờ, tri giác chưa về bình thường, biển động cấp 6 chưa chuyển được. Có cần chọc dịch não tủy và kháng sinh theo hướng viêm màng não ngay tại tuyến không? Liều chống co giật duy trì?',
  },
  history:
    'Sốt 39–40 °C từ chiều hôm trước, ho ít, chảy mũi trong. Sáng nay co giật toàn thân khoảng 3 phút, tự hết, ngủ. Sau 5 giờ co giật lần hai khoảng 7 phút, được dùng diazepam đặt hậu môn tại trạm. Không nôn, không phát ban, đi ngoài bình thường.',
  pastHistory: 'Con đầu, đẻ thường đủ tháng 3,1 kg. Sốt co giật đơn thuần một lần lúc 19 tháng. Tiêm chủng đủ theo lịch đến 18 tháng.',
  examination:
    'Lơ mơ, gọi mở mắt, Glasgow 12 (M5 V4 E3). Cổ mềm chưa rõ, Kernig nghi ngờ. Họng đỏ. Tim đều 148 l/ph, phổi thông khí đều. Bụng mềm, gan không to. Refill 2 giây.',
  treatment:
    'Hạ sốt paracetamol, diazepam đặt hậu môn, thở oxy gọng kính 1 lít/phút, truyền dịch duy trì. Ceftriaxon liều đầu đã tiêm sau khi lấy máu cấy.',
  diagnoses: [
    ['R56.0', 'Co giật do sốt, dạng phức tạp'],
    ['G03.9', 'Theo dõi viêm màng não'],
    ['J06.9', 'Nhiễm khuẩn hô hấp trên cấp'],
  ],
  problems: [{ code: 'R56.0', words: 'Sốt co giật đơn thuần lúc 19 tháng', since: '19mo' }],
  allergies: [{ substance: 'Amoxicillin', reaction: 'Ban sẩn ngứa sau 2 ngày uống', severity: 'mild', since: '14mo' }],
  drugs: [
    { name: 'Paracetamol', atc: 'N02BE01', strength: '150 mg', unit: 'Viên đạn', route: ['3.05', 'Đặt hậu môn'], dose: '1 viên * 4 lần * 1 ngày [4 viên]', directions: 'Khi sốt từ 38,5 °C, cách 6 giờ', quantity: 4, at: '4h', kind: 'ordered' },
    { name: 'Diazepam', atc: 'N05BA01', strength: '5 mg', unit: 'Tuýp', route: ['3.05', 'Đặt hậu môn'], dose: '1 tuýp * 1 lần * 1 ngày [1 tuýp]', directions: 'Khi co giật', quantity: 1, at: '4h', kind: 'ordered' },
    { name: 'Ceftriaxon', atc: 'J01DD04', strength: '1 g', unit: 'Lọ', route: ['2.10', 'Tiêm tĩnh mạch'], dose: '1,4 lọ * 1 lần * 1 ngày [1,4 lọ]', directions: '100 mg/kg/ngày, tiêm tĩnh mạch chậm', quantity: 1.4, at: '3h', kind: 'ordered' },
    { name: 'Glucose 5% và natri clorid 0,45%', atc: 'B05BB02', strength: '500 ml', unit: 'Chai', route: ['2.15', 'Truyền tĩnh mạch'], dose: '1 chai * 1 lần * 1 ngày [1 chai]', directions: '45 ml/giờ', quantity: 1, at: '3h', kind: 'ordered' },
  ],
  series: [
    { name: 'Bạch cầu', loinc: '6690-2', service: 'INV.HH01', unit: 'G/L', unitCode: '10*9/L', low: 5, high: 14.5, values: [['19mo', 12.4], ['200m', 19.8]] },
    { name: 'Bạch cầu trung tính', loinc: '770-8', service: 'INV.HH01', unit: '%', unitCode: '%', low: 30, high: 60, values: [['19mo', 61], ['200m', 82]] },
    { name: 'Hemoglobin', loinc: '718-7', service: 'INV.HH01', unit: 'g/L', unitCode: 'g/L', low: 110, high: 140, values: [['19mo', 114], ['200m', 112]] },
    { name: 'Tiểu cầu', loinc: '777-3', service: 'INV.HH01', unit: 'G/L', unitCode: '10*9/L', low: 150, high: 450, values: [['200m', 288]] },
    { name: 'CRP', loinc: '1988-5', service: 'INV.HS01', unit: 'mg/L', unitCode: 'mg/L', high: 5, values: [['19mo', 11], ['200m', 86]] },
    { name: 'Glucose', loinc: '14749-6', service: 'INV.HS02', unit: 'mmol/L', unitCode: 'mmol/L', low: 3.9, high: 6.4, values: [['4h', 6.1], ['2h', 5.4]] },
    { name: 'Natri', loinc: '2951-2', service: 'INV.HS03', unit: 'mmol/L', unitCode: 'mmol/L', low: 135, high: 145, values: [['200m', 131]] },
    { name: 'Kali', loinc: '2823-3', service: 'INV.HS03', unit: 'mmol/L', unitCode: 'mmol/L', low: 3.5, high: 5.1, values: [['200m', 3.9]] },
    { name: 'Canxi toàn phần', loinc: '17861-6', service: 'INV.HS04', unit: 'mmol/L', unitCode: 'mmol/L', low: 2.2, high: 2.7, values: [['200m', 2.28]] },
  ],
  vitals: [
    ['4h', { pulse: 168, temperature: 40.1, pressure: [95, 55], breaths: 44, saturation: 93 }, 'Vào viện sau cơn co giật thứ hai, li bì.'],
    ['3h', { pulse: 156, temperature: 39.4, pressure: [92, 54], breaths: 40, saturation: 97 }, 'Đã thở oxy, hạ sốt; chưa co giật lại.'],
    ['1h', { pulse: 148, temperature: 38.9, pressure: [94, 56], breaths: 36, saturation: 98 }, 'Còn lơ mơ, gọi mở mắt; Kernig nghi ngờ.'],
  ],
  imaging: [
    { name: 'X-quang ngực thẳng', loinc: '36643-5', service: 'INV.XQ01', modality: 'DX', at: '190m', findings: 'Hai phế trường sáng đều, rốn phổi không đậm, bóng tim trong giới hạn bình thường.', conclusion: 'Chưa thấy tổn thương nhu mô phổi.', picture: 'chest' },
  ],
  procedures: [{ words: 'Đặt đường truyền tĩnh mạch ngoại vi', icd9: '38.93', at: '225m' }],
  immunizations: [
    { words: 'Vắc xin 5 trong 1 (DPT-VGB-Hib) mũi 3', atc: 'J07CA11', at: '34mo' },
    { words: 'Vắc xin sởi – rubella', atc: 'J07BD53', at: '20mo' },
  ],
  family: [{ relation: 'father', words: 'Bố từng sốt co giật lúc nhỏ', code: 'R56.0' }],
  earlier: [{ id: 'INV-22901-000417-0', from: '19mo', to: '19mo', kind: '01', reason: 'Sốt, co giật ngắn', diagnosis: ['R56.0', 'Co giật do sốt, đơn thuần'] }],
  documents: [
    { title: 'Phiếu theo dõi cơn co giật', loinc: '34109-9', at: '2h', text: 'Cơn 1: 06 giờ trước khi vào viện, toàn thân, 3 phút. Cơn 2: trước khi vào viện 40 phút, toàn thân, 7 phút, hết sau diazepam. Chưa có cơn tại khoa.' },
  ],
};
