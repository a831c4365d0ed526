import type { Bundle, FhirResource } from 'fhir/r4';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  demoSiteIds,
  inventedCharts,
  inventedDoctors,
  inventedInsuranceXml,
  inventedNow,
  inventedRecord,
  inventedSites,
  nationalId,
} from '../people.js';
import { insuranceTables, type InsuranceTable } from './insurance-tables.js';

const value = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text!);
const of = <T extends FhirResource['resourceType']>(bundle: Bundle, type: T) =>
  bundle.entry!.map((entry) => entry.resource!).filter((resource) => resource.resourceType === type) as Extract<
    FhirResource,
    { resourceType: T }
  >[];

describe('invented people', () => {
  it('are six at least, each with history, series, vital signs, drugs, allergies, documents and a picture', () => {
    assert.ok(inventedCharts.length >= 6);
    for (const chart of inventedCharts) {
      const bundle = inventedRecord(chart);
      const series = new Map<string, number>();
      for (const one of of(bundle, 'Observation')) series.set(one.code.text!, (series.get(one.code.text!) ?? 0) + 1);
      assert.ok(
        [...series.values()].some((count) => count >= 2),
        `${chart.key}: a series over time`,
      );
      for (const type of [
        'Patient',
        'Encounter',
        'Condition',
        'AllergyIntolerance',
        'MedicationRequest',
        'DiagnosticReport',
        'Media',
        'DocumentReference',
      ] as const)
        assert.ok(of(bundle, type).length > 0, `${chart.key}: ${type}`);
      for (const { content } of of(bundle, 'Media')) {
        const bytes = atob(content.data!);
        assert.ok(content.contentType === 'image/png' ? bytes.startsWith('\x89PNG') : bytes.startsWith('DICM', 128));
      }
    }
  });

  it('ask a hospital that has a portal and a doctor on duty in the demo, so that each case can be answered', () => {
    for (const { key, request } of inventedCharts) {
      assert.ok(demoSiteIds.includes(request.to), key);
      assert.ok(
        inventedDoctors.some(({ siteId, onDuty }) => onDuty && siteId === request.to),
        key,
      );
    }
  });

  it('are marked as invented on every resource and in the XML', () => {
    for (const chart of inventedCharts) {
      const tags = inventedRecord(chart).entry!.map((entry) => entry.resource!.meta?.tag?.[0]?.code);
      assert.deepEqual([...new Set(tags)], ['invented']);
      assert.match(inventedInsuranceXml(chart), /<!-- Dữ liệu bịa/);
    }
  });

  it('refer only to resources that are in the bundle, each id once', () => {
    for (const chart of inventedCharts) {
      const bundle = inventedRecord(chart);
      const ids = bundle.entry!.map(({ resource }) => `${resource!.resourceType}/${resource!.id}`);
      assert.equal(new Set(ids).size, ids.length, chart.key);
      const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
        ([, reference]) => reference!,
      );
      assert.deepEqual(
        references.filter((reference) => !ids.includes(reference)),
        [],
      );
      for (const id of ids) assert.match(id.split('/')[1]!, /^[A-Za-z0-9.-]{1,64}$/);
    }
  });

  it('carry ids of the right shape that say whose they are', () => {
    for (const chart of inventedCharts) {
      const id = nationalId(chart, inventedNow);
      assert.match(id, /^\d{12}$/);
      assert.equal(id.slice(1, 3), chart.person.province);
      assert.match(
        value(inventedInsuranceXml(chart, { encoding: 'inline' }), 'MA_THE_BHYT')[0]!,
        /^[A-Z]{2}[1-5]\d{12}$/,
      );
    }
    const ages = Object.fromEntries(inventedCharts.map((chart) => [chart.key, chart.person.months]));
    assert.equal(ages['da-nang-heart'], 29);
    assert.equal(Math.floor(ages['co-to-child']! / 12), 3);
  });

  it('agree between FHIR and the insurance XML', () => {
    for (const chart of inventedCharts) {
      const bundle = inventedRecord(chart);
      const xml = inventedInsuranceXml(chart, { encoding: 'inline' });
      const [patient] = of(bundle, 'Patient');
      assert.equal(value(xml, 'HO_TEN')[0], patient!.name![0]!.text!.toLocaleUpperCase('vi'));
      assert.equal(value(xml, 'NGAY_SINH')[0]!.slice(0, 8), patient!.birthDate!.replaceAll('-', ''));
      assert.equal(value(xml, 'SO_CCCD')[0], patient!.identifier![0]!.value);
      assert.equal(value(xml, 'MA_BENH_CHINH')[0], of(bundle, 'Condition')[0]!.code!.coding![0]!.code);
      const laboratory = of(bundle, 'Observation').filter(
        (one) => one.category?.[0]?.coding?.[0]?.code === 'laboratory',
      );
      const episodes = of(bundle, 'Encounter').map((one) => one.id!);
      assert.deepEqual(new Set(value(xml, 'MA_LK')), new Set(episodes));
      const measured = value(xml, 'GIA_TRI').filter(Boolean);
      assert.deepEqual(
        measured.sort(),
        laboratory
          .filter((one) => one.encounter)
          .map((one) => String(one.valueQuantity!.value))
          .sort(),
      );
      const inpatient = of(bundle, 'MedicationRequest').filter(
        (one) => one.category![0]!.coding![0]!.code === 'inpatient',
      );
      assert.equal(value(xml, 'TEN_THUOC').length - (chart.referral ? 1 : 0), inpatient.length);
      for (const [at, signs] of chart.vitals)
        if (signs.pressure && !chart.earlier.some((one) => one.from === at))
          assert.ok(xml.includes(`HA${signs.pressure.join('/')}`), `${chart.key} ${at}`);
    }
  });

  it('keep every field of each table in the order of the decision', () => {
    const xml = inventedInsuranceXml(inventedCharts[2]!, { encoding: 'inline' });
    for (const [name, { fields }] of Object.entries(insuranceTables) as [InsuranceTable, { fields: string }][]) {
      const row = new RegExp(`<LOAIHOSO>${name}</LOAIHOSO>.*?<MA_LK>.*?(?=</FILEHOSO>)`, 's').exec(xml)?.[0];
      assert.ok(row, name);
      const tags = [...row.matchAll(/<([A-Z_]+)>[^<]*<\/\1>/g)]
        .map(([, tag]) => tag!)
        .filter((tag) => tag !== 'LOAIHOSO');
      assert.deepEqual(tags.slice(0, fields.split(' ').length), fields.split(' '));
    }
  });
});

describe('invented network', () => {
  it('has an upper and a lower site in each of the 34 provinces, ids of the right shape, each once', () => {
    const provinces = new Set(inventedSites.map((site) => site.province));
    assert.equal(provinces.size, 34);
    for (const province of provinces)
      for (const level of ['upper', 'lower'])
        assert.ok(
          inventedSites.some((site) => site.province === province && site.level === level),
          `${province} ${level}`,
        );
    assert.equal(new Set(inventedSites.map((site) => site.id)).size, inventedSites.length);
    assert.ok(inventedSites.every((site) => /^[0-9A-Z]{5}$/.test(site.id)));
  });

  it('can answer every invented case: the asked site exists, is an upper one', () => {
    for (const chart of inventedCharts)
      assert.equal(inventedSites.find((site) => site.id === chart.request.to)?.level, 'upper');
  });
});
