import type { Chart } from '../chart.types.js';

/** 29 months, tetralogy of Fallot with cyanotic spells: presented before the operation. */
export const daNangHeart: Chart = {
  key: 'da-nang-heart',
  siteId: '48902',
  person: {
    patientId: 'DN-2026-002290',
    name: 'Lê Ngọc Khánh An',
    sex: 'female',
    months: 29,
    serial: '002290',
    card: 'TE1',
    address: 'Tổ 14, phường Hòa Khánh, TP. Đà Nẵng',
    province: '48',
    commune: '00000',
    ethnicity: ['01', 'Kinh'],
    occupation: ['00000', 'Trẻ em'],
    bloodGroup: 'O+',
    weight: 9.8,
    contact: { name: 'Trần Thị Mỹ Duyên', relation: 'mother' },
  },
  episode: {
    id: 'INV-48902-002290-2',
    admissionNumber: 'PSN26-5521',
    arrived: '3d',
    kind: '03',
    emergency: false,
    department: ['K18', 'Khoa Nhi tim mạch'],
    ward: 'Phòng 305',
    bed: 'H011',
    reason: 'Tím tăng dần, hai cơn tím trong tuần',
    admissionReason: 'Tứ chứng Fallot, cơn tím thiếu oxy',
    doctor: '990301/DNA-GPHN',
  },
  request: {
    urgency: 'urgent',
    specialty: 'Tim mạch nhi, phẫu thuật tim',
    to: '01902',
    question:
      'Trẻ 29 tháng, 9,8 kg, tứ chứng Fallot, nhánh động mạch phổi trái nhỏ (4,1 mm, Z −3,2). Mổ sửa toàn bộ ngay hay làm cầu nối Blalock–Taussig trước? Xin chỉ đạo mổ từ xa.',
  },
  history:
    'Phát hiện tim bẩm sinh lúc 2 tháng. Tím tăng dần từ 18 tháng, ngồi xổm khi mệt. Tuần này hai cơn tím khi khóc, SpO2 xuống 58%, hết sau tư thế gối ngực và morphin.',
  pastHistory: 'Con thứ hai, đẻ mổ 38 tuần, 2,7 kg. Viêm phổi nặng lúc 14 tháng. Chậm tăng cân.',
  examination: 'Tỉnh, tím môi và đầu chi, ngón tay dùi trống. Thổi tâm thu 3/6 liên sườn 2–3 trái, T2 mờ. Gan dưới sườn 1 cm. Phổi không ran.',
  treatment: 'Propranolol uống dự phòng cơn tím, bổ sung sắt, giữ ẩm và bù dịch, tránh khóc kéo dài.',
  diagnoses: [
    ['Q21.3', 'Tứ chứng Fallot'],
    ['D75.1', 'Đa hồng cầu thứ phát'],
    ['E44.0', 'Suy dinh dưỡng vừa'],
  ],
  problems: [
    { code: 'Q21.3', words: 'Tứ chứng Fallot', since: '27mo' },
    { code: 'J18.9', words: 'Viêm phổi nặng (đã khỏi)', since: '15mo' },
  ],
  allergies: 'none-known',
  drugs: [
    { name: 'Propranolol', atc: 'C07AA05', strength: '40 mg', unit: 'Viên', route: ['1.01', 'Uống'], dose: '1/8 viên * 3 lần * 30 ngày [12 viên]', directions: 'Chia đều trong ngày, uống sau ăn', quantity: 12, at: '3mo', kind: 'home' },
    { name: 'Sắt nguyên tố (siro)', atc: 'B03AB05', strength: '50 mg/5 ml', unit: 'Chai', route: ['1.01', 'Uống'], dose: '3 ml * 1 lần * 30 ngày [1 chai]', directions: 'Uống trước ăn 30 phút', quantity: 1, at: '3mo', kind: 'home' },
    { name: 'Natri clorid 0,9%', atc: 'B05BB01', strength: '500 ml', unit: 'Chai', route: ['2.15', 'Truyền tĩnh mạch'], dose: '1 chai * 1 lần * 1 ngày [1 chai]', directions: '40 ml/giờ khi có cơn tím', quantity: 1, at: '2d', kind: 'ordered' },
  ],
  series: [
    { name: 'Hematocrit', loinc: '4544-3', service: 'INV.HH01', unit: '%', unitCode: '%', low: 33, high: 41, values: [['12mo', 48], ['6mo', 53], ['3mo', 57], ['2d', 61]] },
    { name: 'Hemoglobin', loinc: '718-7', service: 'INV.HH01', unit: 'g/L', unitCode: 'g/L', low: 110, high: 140, values: [['12mo', 158], ['6mo', 172], ['3mo', 184], ['2d', 197]] },
    { name: 'Tiểu cầu', loinc: '777-3', service: 'INV.HH01', unit: 'G/L', unitCode: '10*9/L', low: 150, high: 450, values: [['3mo', 164], ['2d', 142]] },
    { name: 'Ferritin', loinc: '2276-4', service: 'INV.HS11', unit: 'µg/L', unitCode: 'ug/L', low: 12, high: 140, values: [['6mo', 8.2], ['2d', 15.4]] },
    { name: 'INR', loinc: '6301-6', service: 'INV.DM01', unit: '', unitCode: '{INR}', low: 0.9, high: 1.2, values: [['2d', 1.28]] },
    { name: 'Creatinin', loinc: '14682-9', service: 'INV.HS05', unit: 'µmol/L', unitCode: 'umol/L', low: 15, high: 40, values: [['2d', 31]] },
  ],
  vitals: [
    ['3d', { pulse: 132, temperature: 36.9, pressure: [88, 52], breaths: 34, saturation: 76 }, 'Vào viện, tím môi, không khó thở.'],
    ['2d', { pulse: 164, temperature: 37.0, pressure: [84, 50], breaths: 52, saturation: 58 }, 'Cơn tím khi lấy máu, gối ngực, oxy mặt nạ; hết sau 9 phút.'],
    ['5h', { pulse: 128, temperature: 36.8, pressure: [90, 54], breaths: 32, saturation: 79 }, 'Ổn định, ăn được nửa suất.'],
  ],
  imaging: [
    { name: 'X-quang ngực thẳng', loinc: '36643-5', service: 'INV.XQ01', modality: 'DX', at: '2d', findings: 'Bóng tim to, mỏm tim hếch, cung động mạch phổi lõm, phổi sáng.', conclusion: 'Hình ảnh phù hợp tứ chứng Fallot.', picture: 'chest-large-heart' },
    { name: 'Siêu âm tim qua thành ngực', loinc: '34552-0', service: 'INV.SA02', modality: 'US', at: '2d', findings: 'Thông liên thất phần quanh màng 9 mm, động mạch chủ cưỡi ngựa 50%, hẹp phễu chênh áp 78 mmHg. Nhánh phổi phải 6,4 mm, trái 4,1 mm.', conclusion: 'Tứ chứng Fallot, nhánh động mạch phổi trái nhỏ.', picture: 'ultrasound' },
  ],
  procedures: [],
  immunizations: [
    { words: 'Vắc xin phế cầu cộng hợp mũi 3', atc: 'J07AL02', at: '20mo' },
    { words: 'Vắc xin cúm mùa', atc: 'J07BB02', at: '8mo' },
  ],
  family: [{ relation: 'brother', words: 'Anh trai thông liên thất, đã tự đóng', code: 'Q21.0' }],
  earlier: [
    { id: 'INV-48902-002290-0', from: '12mo', to: '12mo', kind: '01', reason: 'Khám định kỳ tim bẩm sinh', diagnosis: ['Q21.3', 'Tứ chứng Fallot'] },
    { id: 'INV-48902-002290-6', from: '6mo', to: '6mo', kind: '01', reason: 'Khám định kỳ tim bẩm sinh', diagnosis: ['Q21.3', 'Tứ chứng Fallot'] },
    { id: 'INV-48902-002290-1', from: '3mo', to: '3mo', kind: '01', reason: 'Tím tăng, nhận thuốc', diagnosis: ['Q21.3', 'Tứ chứng Fallot'] },
  ],
  documents: [
    { title: 'Tóm tắt thông qua mổ', loinc: '34133-9', at: '5h', text: 'Đã hội chẩn khoa Nhi tim mạch và Gây mê hồi sức. Đề nghị xin ý kiến tuyến trên về thì mổ và kích thước nhánh phổi trái trước khi thông qua.' },
  ],
};
