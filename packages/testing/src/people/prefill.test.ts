import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caseRequestFromRecord, readRecord } from '@diemcau/fhir';
import { readInsuranceXml } from '@diemcau/fhir/xml';
import { inventedInsuranceXml, inventedRecord } from '../invented-record.js';
import type { Chart } from './chart.types.js';
import { inventedCharts } from './charts.js';

const fromFhir = (chart: Chart) => caseRequestFromRecord(readRecord(inventedRecord(chart)).ok!);
const fromXml = (chart: Chart) =>
  caseRequestFromRecord(readRecord(readInsuranceXml(inventedInsuranceXml(chart)).ok).ok!);

describe('a case form filled from an invented patient', () => {
  for (const chart of inventedCharts) {
    it(`${chart.key}, from FHIR: history, past history, treatment and department in the record’s own words`, () => {
      const request = fromFhir(chart);
      assert.equal(request.history, chart.history);
      assert.ok(request.pastHistory?.startsWith(chart.pastHistory), request.pastHistory);
      for (const { words } of chart.family) assert.ok(request.pastHistory?.includes(words), words);
      assert.equal(request.treatment, chart.treatment);
      assert.equal(request.department, chart.episode.department[1]);
      const codes = request.diagnoses?.map(({ code }) => code) ?? [];
      assert.equal(new Set(codes).size, codes.length, 'each diagnosis once');
      for (const [code] of chart.diagnoses) assert.ok(codes.includes(code), code);
    });

    it(`${chart.key}, from insurance XML: the same where the tables say it, and no bare code`, () => {
      const request = fromXml(chart);
      assert.equal(request.treatment, chart.treatment);
      assert.equal(request.department, `Khoa mã ${chart.episode.department[0]}`);
      const isTold = chart.episode.kind === '03' || chart.referral !== undefined;
      assert.equal(request.history, isTold ? chart.history : undefined);
      if (chart.episode.kind === '03') assert.ok(request.pastHistory?.startsWith(chart.pastHistory));
    });

    it(`${chart.key}: allergies without a bare code, and a danger in Vietnamese`, () => {
      const { allergies = '' } = fromFhir(chart);
      assert.doesNotMatch(allergies, /\b(low|high|unable-to-assess)\b/);
      if (typeof chart.allergies === 'string') return;
      for (const { substance, severity } of chart.allergies)
        assert.match(allergies, new RegExp(`${substance}.*${severity === 'severe' ? 'nguy cơ cao' : ''}`));
    });
  }

  it('takes no words from a summary of an earlier stay, nor from a text without headings', () => {
    const text = (data: string) => Buffer.from(data).toString('base64');
    const document = (id: string, date: string, data: string) => ({
      resourceType: 'DocumentReference',
      id,
      status: 'current',
      date,
      description: id,
      content: [{ attachment: { contentType: 'text/plain', data: text(data) } }],
    });
    const request = caseRequestFromRecord(
      readRecord([
        { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] },
        { resourceType: 'Encounter', id: 'e', class: { code: 'IMP' }, period: { start: '2026-10-05T05:00:00+07:00' } },
        document('old', '2025-01-01', 'Bệnh sử: ho. Tiền sử: hen. Đã xử trí: khí dung.'),
        document('plain', '2026-10-05', 'Người nhà kể tiền sử không rõ. Hẹn khám: mai.'),
        {
          resourceType: 'Procedure',
          id: 'r',
          code: { text: 'Đặt nội khí quản' },
          performedDateTime: '2026-10-05T06:00:00+07:00',
        },
        { resourceType: 'Procedure', id: 's', code: { text: 'Cắt ruột thừa' }, performedDateTime: '2019' },
      ]).ok!,
    );
    assert.equal(request.history, undefined);
    assert.equal(request.pastHistory, undefined);
    assert.equal(request.treatment, 'Đặt nội khí quản (05/10/2026 06:00)');
  });
});
