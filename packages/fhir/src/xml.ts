export { detectRecordFormat } from './xml/detect-record-format.js';
export { readInsuranceXml } from './xml/read-insurance-xml.js';
