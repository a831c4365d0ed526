import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { fakeCaseStore, fakeDiemcau } from '@diemcau/sdk/testing';
import type { CaseStore, CaseStoreState } from '@diemcau/sdk';
import { html as lit } from 'lit';
import { property } from 'lit/decorators.js';
import { CaseElement } from './case-element.js';
import { ageText } from './format/age-text.js';
import { dateText } from './format/date-text.js';
import { dateTimeText } from './format/date-time-text.js';
import { elapsedText } from './format/elapsed-text.js';
import { initials } from './format/initials.js';
import { numberText } from './format/number-text.js';
import { matchesText } from './matches-text.js';
import { MessagesController } from './messages-controller.js';
import { defineMessages } from './messages.js';
import { OwnedStore } from './owned-store.js';
import { StoreController } from './store-controller.js';
import '../network/network/network.define.js';

const messages = defineMessages({
  vi: { cases: (count: number) => `${count} ca` },
  en: () => Promise.resolve({ default: { cases: (count: number) => `${count} ${count === 1 ? 'case' : 'cases'}` } }),
});

class ProbeElement extends CaseElement {
  @property({ attribute: false }) store?: CaseStore;
  readonly changes: string[] = [];
  readonly #t = new MessagesController(this, messages);
  readonly #own = new OwnedStore<CaseStore>(this, {
    given: () => this.store,
    key: () => this.caseId,
    client: () => this.client,
    open: (client, caseId) => client.cases.open(caseId),
  });
  readonly #view = new StoreController<CaseStoreState>(
    this,
    () => this.#own.store,
    (now) => this.changes.push(now.status),
  );
  override render() {
    return lit`${this.#view.state?.status ?? 'none'} ${this.#t.words.cases(2)}`;
  }
  get text() {
    return this.shadowRoot!.textContent!.trim();
  }
}
customElements.define('diemcau-probe', ProbeElement);

describe('the base of an element', () => {
  it('is read as written whatever the page does to the text of every element', async () => {
    const page = await fixture(
      html`<div>
        <style>
          * {
            all: unset;
            direction: rtl;
            text-transform: uppercase;
            letter-spacing: 1em;
            text-indent: 4em;
            white-space: nowrap;
            line-height: 0 !important;
          }
        </style>
        <diemcau-network .client=${fakeDiemcau()}></diemcau-network>
      </div>`,
    );
    const style = getComputedStyle(page.querySelector('diemcau-network')!);
    expect([
      style.direction,
      style.textTransform,
      style.letterSpacing,
      style.textIndent,
      style.whiteSpace,
    ]).to.deep.equal(['ltr', 'none', 'normal', '0px', 'normal']);
    expect(style.lineHeight).not.to.equal('0px');
  });

  it('finds its provider above, across shadow roots, by id, or as the only one of the document', async () => {
    const client = fakeDiemcau();
    const page = await fixture(
      html`<div>
        <diemcau-network .client=${client} locale="en"><div id="deep"></div></diemcau-network>
        <diemcau-probe case-id="case-1"></diemcau-probe>
      </div>`,
    );
    const outside = page.querySelector<ProbeElement>('diemcau-probe')!;
    await waitUntil(() => outside.text === 'loading 2 cases', outside.text);
    const inside = new ProbeElement();
    inside.caseId = 'case-1';
    page.querySelector('#deep')!.attachShadow({ mode: 'open' }).append(inside);
    await waitUntil(() => inside.text === 'loading 2 cases');
    const other = document.createElement('diemcau-network');
    other.id = 'other';
    page.append(other);
    inside.network = 'other';
    await waitUntil(() => inside.text === 'none 2 ca');
  });

  it('finds a provider that comes later', async () => {
    const probe = await fixture<ProbeElement>(html`<diemcau-probe case-id="case-1"></diemcau-probe>`);
    expect(probe.text).to.equal('none 2 ca');
    const network = document.createElement('diemcau-network');
    network.client = fakeDiemcau();
    probe.before(network);
    await waitUntil(() => probe.text === 'loading 2 ca');
    network.remove();
  });

  it('follows the language of its provider live', async () => {
    const network = await fixture<HTMLElementTagNameMap['diemcau-network']>(
      html`<diemcau-network .client=${fakeDiemcau()}><diemcau-probe case-id="1"></diemcau-probe></diemcau-network>`,
    );
    const probe = network.querySelector<ProbeElement>('diemcau-probe')!;
    expect(probe.text).to.equal('loading 2 ca');
    expect(probe.lang).to.equal('vi');
    network.locale = 'en';
    await waitUntil(() => probe.text === 'loading 2 cases');
    expect(probe.lang).to.equal('en');
  });

  it('keeps its store when it is moved, and gives it up when it stays away', async () => {
    const store = fakeCaseStore();
    const client = fakeDiemcau({ case: store });
    const network = await fixture(
      html`<diemcau-network .client=${client}
        ><diemcau-probe case-id="1"></diemcau-probe>
        <p></p
      ></diemcau-network>`,
    );
    const probe = network.querySelector<ProbeElement>('diemcau-probe')!;
    network.querySelector('p')!.append(probe);
    expect(client.requests).to.deep.equal([['cases.open', '1']]);
    probe.remove();
    store.publish({ status: 'ready' });
    network.append(probe);
    expect(probe.changes, 'what happened meanwhile is told').to.deep.equal(['ready']);
    probe.remove();
    await waitUntil(() => store.released === 1);
    expect(store.listeners).to.equal(0);
    expect(client.requests).to.have.length(1);
  });

  it('takes another store for another case', async () => {
    const store = fakeCaseStore();
    const client = fakeDiemcau({ case: store });
    const network = await fixture(
      html`<diemcau-network .client=${client}><diemcau-probe case-id="1"></diemcau-probe></diemcau-network>`,
    );
    const probe = network.querySelector<ProbeElement>('diemcau-probe')!;
    probe.caseId = '2';
    await probe.updateComplete;
    expect(store.released).to.equal(1);
    expect(client.requests).to.deep.equal([
      ['cases.open', '1'],
      ['cases.open', '2'],
    ]);
  });
});

describe('text', () => {
  it('says ages as doctors do', () => {
    const now = new Date('2026-11-22T03:00:00Z');
    const ages = [
      '2024-06-10',
      '2019-05-20',
      '2026-11-10',
      '1958',
      '2023-01',
      '2026-11-22',
      '2030-01-01',
      undefined,
      '2020-11-23',
    ];
    expect(ages.map((date) => ageText(date, 'vi', now))).to.deep.equal([
      '29 tháng',
      '7 tuổi',
      '12 ngày',
      'khoảng 68 tuổi',
      'khoảng 46 tháng',
      '0 ngày',
      '',
      '',
      '71 tháng',
    ]);
    expect(ageText('2019-05-20', 'en', now)).to.equal('7 years');
    expect(ageText('2026-10-20', 'en', now)).to.equal('1 month');
  });

  it('gives dates by the hospital’s clock at the precision they have', () => {
    expect(dateTimeText('2026-11-21T18:05:00Z')).to.equal('22/11/2026 01:05');
    expect(dateText('2019-05-20')).to.equal('20/05/2019');
    expect(dateText('2019-05')).to.equal('05/2019');
    expect(dateText('2019')).to.equal('2019');
    expect(dateText('2026-11-21T18:05:00Z')).to.equal('22/11/2026');
  });

  it('searches without accents', () => {
    expect(matchesText('Bệnh viện Đa khoa Đà Nẵng', 'da nang')).to.equal(true);
    expect(matchesText('Bệnh viện Đa khoa Đà Nẵng', 'nang benh')).to.equal(true);
    expect(matchesText('Bệnh viện Đa khoa Đà Nẵng', 'lao cai')).to.equal(false);
  });

  it('gives spans, numbers and initials', () => {
    expect(elapsedText(80 * 60_000, 'vi')).to.equal('1 giờ 20 phút');
    expect(elapsedText(12_400, 'vi')).to.equal('12 giây');
    expect(elapsedText(49 * 3_600_000, 'en')).to.equal('2 d 1 h');
    expect(numberText(1234.5, 'vi')).to.equal('1.234,5');
    expect(initials('Nguyễn Thị Ánh Đào')).to.equal('ÁĐ');
  });
});
