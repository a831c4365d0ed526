import type { RecordSection } from '@diemcau/fhir';

/** Names of a record's sections. */
const sectionNames: Readonly<Record<RecordSection, string>> = {
  patient: 'Người bệnh',
  problems: 'Chẩn đoán, vấn đề sức khỏe',
  allergies: 'Dị ứng',
  medications: 'Thuốc',
  immunizations: 'Tiêm chủng',
  results: 'Kết quả xét nghiệm',
  vitalSigns: 'Dấu hiệu sinh tồn',
  procedures: 'Thủ thuật, phẫu thuật',
  encounters: 'Lượt khám, đợt điều trị',
  imaging: 'Chẩn đoán hình ảnh',
  documents: 'Tài liệu',
  plans: 'Kế hoạch chăm sóc',
  devices: 'Thiết bị y tế',
  socialHistory: 'Tiền sử xã hội',
  pregnancy: 'Thai sản',
  directives: 'Chỉ dẫn trước của người bệnh',
  alerts: 'Cảnh báo',
  familyHistory: 'Tiền sử gia đình',
  functionalStatus: 'Tình trạng chức năng',
  coverage: 'Bảo hiểm',
};

export default sectionNames;
