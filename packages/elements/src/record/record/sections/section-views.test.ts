import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import type { RecordEntry } from '@diemcau/fhir';
import { fakeRecordStore } from '@diemcau/sdk/testing';
import type { RecordElement } from '../record.js';
import '../record.define.js';
import { entry, readyRecord } from '../record.fixture.js';
// What comes when it is used is here before the tests begin: none of them is about how long that takes.
import '../reading/parts/parts.js';
import '../results/results-panel.js';

describe('drawing the sections again', () => {
  it('is accessible after it', async () => {
    const { element } = await setup();
    element.pointing = true;
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('leaves out those of which nothing changed', async () => {
    const { element, store, drawn } = await setup();
    const before = { ...drawn };
    element.requestUpdate();
    await element.updateComplete;
    store.publish({ total: 13 });
    await element.updateComplete;
    expect(drawn).to.deep.equal(before);
    const { sections } = store.snapshot;
    store.publish({ sections: { ...sections, problems: { ...sections.problems, count: 2 } } });
    await element.updateComplete;
    expect(drawn.results).to.equal(before.results);
    expect(drawn.problems).to.be.greaterThan(before.problems!);
  });

  it('shows another state, reason, count and entry of a section', async () => {
    const { store, text, element } = await setup();
    const { sections } = store.snapshot;
    store.publish({
      sections: { ...sections, problems: { state: 'failed', count: 0, entries: [], reason: 'record/malformed' } },
    });
    await element.updateComplete;
    expect(text('#problems')).to.contain('record/malformed').and.not.to.contain('Suy tim');
  });

  it('shows how much is new', async () => {
    const { store, text, element } = await setup();
    store.publish({ news: { since: '2026-03-01', count: 3, sections: { problems: 3 } } } as never);
    await element.updateComplete;
    expect(text('#problems .flag.news')).to.contain('3');
  });

  it('shows the words and titles of another language', async () => {
    const { element, text } = await setup();
    element.locale = 'en';
    await waitUntil(() => text('#problems h3') === 'Diagnoses, problems' || /[Pp]roblem/.test(text('#problems h3')));
    expect(text('#problems')).to.contain('05/03/2026').and.not.to.contain('mục');
    element.sections = [{ name: 'problems', title: 'Why she came' }];
    await element.updateComplete;
    expect(text('#problems h3')).to.equal('Why she came');
  });

  it('shows where another points, and no longer', async () => {
    const { element, find, keys } = await setup();
    element.pointer = { of: 'record', section: 'problems', entryKey: keys.problem };
    await element.updateComplete;
    expect(find('#problems.followed .entry.followed')).not.to.equal(null);
    element.pointer = { of: 'record', section: 'results', entryKey: keys.result };
    await element.updateComplete;
    expect(find('#problems.followed, #problems .followed')).to.equal(null);
    expect(find('#results.followed tr.followed')).not.to.equal(null);
    element.pointer = undefined;
    await element.updateComplete;
    expect(find('.section.followed, .section .followed')).to.equal(null);
  });

  it('offers to point and to put into the minutes, and no longer', async () => {
    const { element, all } = await setup();
    const actions = () => all('#problems .row-action').length;
    expect([actions(), all('#problems .point').length]).to.deep.equal([0, 0]);
    element.pointing = true;
    await element.updateComplete;
    expect([actions(), all('#problems .point').length]).to.deep.equal([1, 1]);
    element.excerpting = true;
    await element.updateComplete;
    expect(actions()).to.equal(2);
    element.pointing = element.excerpting = false;
    await element.updateComplete;
    expect([actions(), all('#problems .point').length]).to.deep.equal([0, 0]);
  });

  it('shows what was opened and closed', async () => {
    const { find, press } = await setup();
    press('#problems .openable button');
    await waitUntil(() => find('#problems .document .narrative')?.textContent === 'Khó thở khi nằm');
    expect(find('#problems .openable button')!.getAttribute('aria-expanded')).to.equal('true');
    press('#problems .openable button');
    await waitUntil(() => !find('#problems .document'));
  });

  it('offers images once there is a server of them', async () => {
    const { element, all, text } = await setup();
    expect(all('#imaging .openable button')).to.have.length(0);
    element.dicomweb = 'https://pacs.example/dicomweb';
    await element.updateComplete;
    expect(all('#imaging .openable button')).to.have.length(1);
    element.dicomweb = '';
    await element.updateComplete;
    expect(all('#imaging .openable button')).to.have.length(0);
    expect(text('#imaging .openable')).not.to.equal('');
  });

  it('shows further pages, and the results as a whole and back', async () => {
    const { find, all, press } = await setup({ many: 25 });
    expect(all('#results tbody tr')).to.have.length(20);
    press('#results .more');
    await waitUntil(() => all('#results tbody tr').length === 25);
    press('#results .views button:nth-child(2)');
    await waitUntil(() => find('#results diemcau-record-results'), 'the list', { timeout: 10_000 });
    press('#results .views button:nth-child(1)');
    await waitUntil(() => !find('#results diemcau-record-results'));
  });

  it('asks the embedder each time for what it draws itself', async () => {
    let word = 'một';
    const { element, text } = await setup();
    element.sections = [{ name: 'problems', entries: () => html`<p class="own">${word}</p>` }];
    await element.updateComplete;
    expect(text('#problems .own')).to.equal('một');
    word = 'hai';
    element.requestUpdate();
    await element.updateComplete;
    expect(text('#problems .own')).to.equal('hai');
  });

  it('shows drugs by substance when they come, and not under a filter', async () => {
    const { find } = await setup();
    await waitUntil(() => find('#medications .drugs'), 'drugs by substance');
    find('#filters')!.click();
    const origin = await waitFor(() => find<HTMLSelectElement>('#filters-panel select[name=origin]'));
    origin.value = 'own';
    origin.dispatchEvent(new Event('change'));
    await waitUntil(() => !find('#medications .drugs'), 'entries only');
    find('#clear-filters')!.click();
    await waitUntil(() => find('#medications .drugs'), 'drugs again');
  });

  it('shows each change in the list of sections and in the summary too', async () => {
    const { element, store, find, text, keys } = await setup();
    const { sections, overview } = store.snapshot;
    store.publish({ sections: { ...sections, problems: { ...sections.problems, count: 5 } } });
    await element.updateComplete;
    expect(text('nav')).to.contain('5 mục');
    element.pointer = { of: 'record', section: 'problems' };
    await element.updateComplete;
    expect(find('nav .here')).not.to.equal(null);
    element.goTo('results');
    await element.updateComplete;
    expect(text('nav [aria-current=true] .name')).to.contain('Kết quả');
    store.publish({ overview: { ...overview!, problems: { count: 0, items: [] } } });
    await element.updateComplete;
    expect(text('#overview .problems')).not.to.contain('Suy tim');
    store.publish({ news: { since: '2026-03-01', count: 4, sections: {} } } as never);
    await element.updateComplete;
    expect(text('#only-news')).to.contain('4');
    element.sections = [{ name: 'problems', title: 'Vì sao đến' }];
    element.pointer = { of: 'record', section: 'problems', entryKey: keys.problem };
    await element.updateComplete;
    expect(text('nav .name')).to.equal('Vì sao đến');
  });

  it('goes to a line far below, past sections that were never laid out', async () => {
    const { element, find, keys } = await setup({ many: 20, all: 20 });
    await waitUntil(() => find(`[data-key="${keys.last}"]`), 'all rows');
    await element.goToEntry('encounters', keys.last);
    await nextFrame();
    await nextFrame();
    const { top, bottom } = find(`[data-key="${keys.last}"]`)!.getBoundingClientRect();
    expect(top).to.be.greaterThan(0);
    expect(bottom).to.be.lessThan(innerHeight);
  });
});

async function waitFor<T>(find: () => T | null): Promise<T> {
  await waitUntil(find);
  return find()!;
}

async function setup({ many = 1, all = 1 } = {}) {
  const drawn: Record<string, number> = { problems: 0, results: 0 };
  const counted = (one: RecordEntry, name: string): RecordEntry => {
    const { title } = one;
    return Object.defineProperty(one, 'title', {
      enumerable: true,
      get: () => {
        drawn[name]!++;
        return title;
      },
    });
  };
  const times = (count: number, patch: Partial<RecordEntry>) => Array.from({ length: count }, () => entry(patch));
  const value = { text: '7', number: 7, unit: 'mmol/L' };
  const problem = counted(entry({ title: 'Suy tim', narrative: '<div>Khó thở khi nằm</div>' }), 'problems');
  const results = times(many, { title: 'Kali', value } as never);
  counted(results[0]!, 'results');
  const visits = times(all, { title: 'Khám', resourceType: 'Encounter' });
  const store = fakeRecordStore(
    readyRecord({
      problems: [problem, ...times(all - 1, { title: 'Vấn đề' })],
      results,
      medications: times(all, { title: 'Diazepam', resourceType: 'MedicationRequest' }),
      imaging: [entry({ title: 'X-quang ngực', facts: [{ key: 'studyUid', text: 'urn:oid:1.2.3' }] })],
      procedures: times(all, { title: 'Thủ thuật' }),
      encounters: visits,
    }),
  );
  const element = await fixture<RecordElement>(html`<diemcau-record .store=${store}></diemcau-record>`);
  const root = element.renderRoot as ShadowRoot;
  // Search, filters and drugs come by themselves once a record was read.
  await waitUntil(() => root.querySelector('#search, #filters'), 'the tools', { timeout: 10_000 });
  await element.updateComplete;
  const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector);
  return {
    element,
    store,
    drawn,
    find,
    all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)],
    text: (selector: string) => find(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
    press: (selector: string) => find(selector)!.click(),
    keys: { problem: problem.key, result: results[0]!.key, last: visits.at(-1)!.key },
  };
}
