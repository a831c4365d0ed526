import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systems as ofFhir } from '@diemcau/fhir';
import { systems as ofProtocol } from '@diemcau/protocol';

describe('the code systems of fhir and protocol', () => {
  it('are the same strings under the same names', () => {
    const shared = Object.keys(ofFhir) as (keyof typeof ofFhir)[];
    assert.ok(shared.length > 5);
    for (const name of shared) assert.equal(ofFhir[name], ofProtocol[name], name);
  });
});
