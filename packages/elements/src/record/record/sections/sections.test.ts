import { expect, fixture, html } from '@open-wc/testing';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { entry, readyRecord } from '../record.fixture.js';
import { defaultRecordSections } from './default-sections.js';
import type { RecordSectionConfig, SectionContext } from '../../../internal/record-section-config.types.js';

describe('sections of diemcau-record', () => {
  it('are accessible as an embedder arranged them', async () => {
    const { element } = await setup([{ name: 'results' }, glasgow(() => 'Không có điểm')]);
    await expect(element).to.be.accessible();
  });

  it('stand in the order given, in the list too, and what is left out is said', async () => {
    const { element, text } = await setup([{ name: 'results', title: 'Kết quả' }, { name: 'problems' }]);
    const names = (selector: string) =>
      [...element.renderRoot.querySelectorAll(selector)].map((one) => one.textContent);
    expect(names('.section h3')).to.deep.equal(['Kết quả', 'Chẩn đoán, vấn đề sức khỏe']);
    expect(names('nav .name')).to.deep.equal(['Kết quả', 'Chẩn đoán, vấn đề sức khỏe']);
    expect(text('.account')).to.contain('không hiện: Thuốc (1)');
  });

  it('are drawn by the embedder where it wants, with their state still said', async () => {
    const { element, text } = await setup([
      {
        name: 'results',
        entries: (shown, { label }) => html`<p class="own">${label}: ${shown.map(({ title }) => title)}</p>`,
      },
    ]);
    expect(text('#results .own')).to.contain('Glucose máu');
    expect(text('#results')).to.contain('1 mục');
    expect(element.renderRoot.querySelector('#results table')).to.equal(null);
  });

  it('may be of the embedder alone, and are drawn again when the record changes, not before', async () => {
    const contexts: SectionContext[] = [];
    const { element, store, text } = await setup([
      glasgow((context) => {
        contexts.push(context);
        return `${context.state.sections.results.count} kết quả`;
      }),
    ]);
    expect(text('#glasgow')).to.contain('Thang điểm Glasgow').and.to.contain('1 kết quả');
    element.requestUpdate();
    await element.updateComplete;
    expect(contexts).to.have.length(1);
    store.publish(readyRecord({ results: [entry(), entry()] }));
    await element.updateComplete;
    expect(text('#glasgow')).to.contain('2 kết quả');
  });

  it('break alone, and say so', async () => {
    const { text } = await setup([
      glasgow(() => {
        throw new Error('secret');
      }),
      { name: 'results' },
    ]);
    expect(text('#glasgow')).to.contain('không hiển thị được').and.not.to.contain('secret');
    expect(text('#results')).to.contain('Glucose máu');
  });

  it('are by default those of the reader', async () => {
    const { element } = await setup();
    expect(element.renderRoot.querySelectorAll('.section')).to.have.length(defaultRecordSections.length);
  });
});

const glasgow = (body: NonNullable<RecordSectionConfig['body']>): RecordSectionConfig => ({
  name: 'glasgow',
  title: (locale) => (locale === 'vi' ? 'Thang điểm Glasgow' : 'Glasgow coma scale'),
  body,
});

async function setup(sections?: readonly RecordSectionConfig[]) {
  const store = fakeRecordStore(readyRecord({ results: [entry()], medications: [entry({ title: 'Diazepam' })] }));
  const element = await fixture<RecordElement>(
    html`<diemcau-record .store=${store} .sections=${sections}></diemcau-record>`,
  );
  const text = (selector: string) =>
    (element.renderRoot.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return { element, store, text };
}
