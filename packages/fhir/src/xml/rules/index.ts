import { xml0, xml10, xml11, xml15, xml6, xml9 } from './programmes.js';
import { xml13, xml14, xml7, xml8 } from './documents.js';
import type { TableRules } from './rule.js';
import { xml1 } from './xml1.js';
import { xml2 } from './xml2.js';
import { xml3 } from './xml3.js';
import { xml4, xml5 } from './xml4-5.js';

/** The mapping of every field of every table. XML12 is typed on the portal and has none. */
export const rules: Readonly<Record<string, TableRules>> = {
  XML0: xml0,
  XML1: xml1,
  XML2: xml2,
  XML3: xml3,
  XML4: xml4,
  XML5: xml5,
  XML6: xml6,
  XML7: xml7,
  XML8: xml8,
  XML9: xml9,
  XML10: xml10,
  XML11: xml11,
  XML13: xml13,
  XML14: xml14,
  XML15: xml15,
};

/** Fields of each table that nothing reads (money, running numbers, spare ones): half of a large file, and never kept. */
export const unread: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(rules).map(([table, fields]) => [
    table,
    new Set(
      Object.entries(fields).flatMap(([field, rule]) =>
        rule.how === 'dropped' && rule.why !== 'repeats' && rule.why !== 'signer' ? [field] : [],
      ),
    ),
  ]),
);

/** Titles of the documents. */
export const documentTitles: Readonly<Record<string, string>> = {
  XML0: 'Tình trạng đến khám',
  XML5: 'Diễn biến lâm sàng',
  XML6: 'Hồ sơ chăm sóc và điều trị HIV/AIDS',
  XML7: 'Giấy ra viện',
  XML8: 'Tóm tắt hồ sơ bệnh án',
  XML9: 'Giấy chứng sinh',
  XML10: 'Giấy nghỉ dưỡng thai',
  XML11: 'Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội',
  XML13: 'Giấy chuyển tuyến',
  XML14: 'Giấy hẹn khám lại',
  XML15: 'Điều trị bệnh lao',
};
