import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readRecord } from '@diemcau/fhir';
import { checkIps, toIpsDocument } from '@diemcau/fhir/ips';
import { generateRecord } from './generate-record.js';

const options = { documentId: '0192f0a0-5b3c-7000-8000-000000000002', now: '2026-10-06T10:00:00+07:00' };

for (const count of [100, 2_000])
  it(`a generated record of ${count} resources goes out as IPS, passes every check and reads back the same`, () => {
    const record = generateRecord(count, 7);
    const { ok, issues } = toIpsDocument([record], options);
    assert.ok(ok, JSON.stringify(issues));
    assert.deepEqual(checkIps(ok.bundle), []);
    const [before, after] = [readRecord(record).ok!, readRecord(ok.bundle).ok!];
    const counts = ({ sections }: typeof before) =>
      Object.entries(sections).map(([name, { state, count }]) => [name, state, count]);
    assert.deepEqual(counts(after), counts(before));
  });
