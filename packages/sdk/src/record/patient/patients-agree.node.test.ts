import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PatientContext } from '../record.types.js';
import { patientsAgree, patientsContradict } from './patients-agree.js';

type Kind = PatientContext['identifiers'][number]['kind'];
const id = (kind: Kind, value: string, system?: string) => ({ kind, value, ...(system ? { system } : {}) });
const person = (patch: Partial<PatientContext> = {}): PatientContext => ({
  name: 'Nguyễn Văn Tú',
  birthDate: '1984-06-20',
  identifiers: [id('national-id', '001084012345')],
  ...patch,
});
const agree: [string, Partial<PatientContext>, Partial<PatientContext>?][] = [
  ['number with spaces and points', { identifiers: [id('national-id', ' 001 084.012345 ')] }],
  ['number that lost its leading zeros', { identifiers: [id('national-id', '1084012345')] }],
  ['full-width digits', { identifiers: [id('national-id', '００１０８４０１２３４５')] }],
  ['name in another Unicode form', { name: 'Nguyễn Văn Tú'.normalize('NFD') }],
  ['name in capitals without marks', { name: 'NGUYEN VAN TU', birthDate: undefined }],
  ['tone on the other letter', { name: 'Hoà' }, { name: 'Hòa' }],
  ['year only, with number and name', { birthDate: '1984' }],
  ['date as the insurance file writes it', { birthDate: '198406200000', identifiers: [] }],
  ['date as a person writes it', { birthDate: '20/06/1984', identifiers: [] }],
  [
    'card of another issue, same insured',
    { identifiers: [id('insurance', 'GD4010123456789')] },
    { identifiers: [id('insurance', 'hc 401 0123456789'), id('insurance', 'XX9990000000001')] },
  ],
  [
    'several cards, one of them alike',
    { identifiers: [id('insurance', 'GD4019999999999'), id('insurance', 'GD4010123456789')] },
    { identifiers: [id('insurance', '0123456789')] },
  ],
  [
    'second number in the same system',
    { identifiers: [id('internal', '77', 's'), id('internal', '0123', 's')] },
    { identifiers: [id('internal', '123', 's')] },
  ],
];
const differ: [string, Partial<PatientContext>, Partial<PatientContext>?][] = [
  ['another number of the same kind', { identifiers: [id('national-id', '001084012346')] }],
  ['another birth date', { birthDate: '1984-06-21' }],
  ['another year, given alone', { birthDate: '1985' }],
  ['name and year alone', { birthDate: '1984', identifiers: [] }],
  ['name that differs by its marks, and no number', { name: 'Nguyễn Văn Tư', identifiers: [] }],
  ['one number and nothing else', { name: '', birthDate: undefined }],
  ['number alike, name and date of others', { name: 'Trần Thị Bưởi', birthDate: '1990-01-01' }],
  ['number alike, name of another, no date', { name: 'Trần Thị Bưởi', birthDate: undefined }],
  ['nothing known', { name: '', birthDate: undefined, identifiers: [] }],
  [
    'same number in two systems',
    { birthDate: undefined, identifiers: [id('internal', '123', 'a')] },
    { identifiers: [id('internal', '123', 'b')] },
  ],
  [
    'numbers without a system',
    { birthDate: undefined, identifiers: [id('internal', '123')] },
    { identifiers: [id('internal', '123')] },
  ],
];

describe('whether two descriptions are of one patient', () => {
  for (const [name, one, other] of agree)
    it(`agrees: ${name}`, () => {
      assert.equal(patientsAgree(person(one), person(other)), true);
      assert.equal(patientsAgree(person(other), person(one)), true);
    });
  for (const [name, one, other] of differ)
    it(`does not: ${name}`, () => {
      assert.equal(patientsAgree(person(one), person(other)), false);
      assert.equal(patientsAgree(person(other), person(one)), false);
    });
  it('does not agree with nobody, and what is missing contradicts nothing', () => {
    assert.equal(patientsAgree(undefined, person()), false);
    assert.equal(patientsContradict(person({ birthDate: undefined, identifiers: [] }), person()), false);
    assert.equal(patientsContradict(person({ birthDate: '1984-06-21' }), person()), true);
  });
});
