import { DiemcauError } from '@diemcau/protocol';
import type { ConsentDecisions, ConsentStoreState } from '@diemcau/sdk';
import { fakeConsentStore } from '@diemcau/sdk/testing';
import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import './consent.define.js';
import type { ConsentElement } from './consent.js';
import { ConsentRefusedEvent, ConsentSignedEvent, ConsentWithdrawnEvent } from './consent.events.js';
import { openForm, purpose } from './consent.fixture.js';

describe('diemcau-consent', () => {
  it('is accessible with nothing decided, with faults, at the review and with decisions', async () => {
    const { element, submit, fill, store } = await setup(openForm());
    await expect(element).to.be.accessible();
    await submit();
    await expect(element).to.be.accessible();
    await fill();
    await submit();
    await expect(element).to.be.accessible();
    store.publish({
      purposes: [
        decided('teleconsultation', 'permitted'),
        decided('record-share', 'refused'),
        decided('recording', 'withdrawn'),
      ],
    });
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('chooses nothing beforehand and gives both answers the same size', async () => {
    const { all } = await setup(openForm());
    expect(all<HTMLInputElement>('input').filter(({ checked }) => checked)).to.have.length(0);
    const [yes, no] = all('#purpose-teleconsultation .answer').map((answer) => answer.getBoundingClientRect());
    expect([yes!.width, yes!.height]).to.deep.equal([no!.width, no!.height]);
    const [a, b] = all('#purpose-teleconsultation .answer').map((answer) => getComputedStyle(answer));
    for (const key of ['color', 'backgroundColor', 'borderTopColor', 'fontWeight', 'fontSize'] as const)
      expect(a![key]).to.equal(b![key]);
  });

  it('has a control of its own for each purpose', async () => {
    const { all } = await setup(openForm());
    expect(new Set(all<HTMLInputElement>('.answer input').map(({ name }) => name)).size).to.equal(3);
  });

  it('names every fault and goes to its field', async () => {
    const { element, submit, all, text } = await setup(openForm());
    await submit();
    expect(element.shadowRoot!.activeElement?.className).to.equal('error-summary');
    expect(text('.error-summary'))
      .to.contain('cần có')
      .and.contain('Chọn người quyết định')
      .and.contain('cách thể hiện');
    all<HTMLAnchorElement>('.error-summary a')[0]!.click();
    expect((element.shadowRoot!.activeElement as HTMLInputElement).name).to.equal('decision-teleconsultation');
  });

  it('takes decisions, performer and evidence to the store, witnessed and nothing else', async () => {
    const { fill, submit, click, store } = await setup(openForm());
    await fill();
    await submit();
    click('.review .primary');
    const [verb, decisions] = store.requests.at(-1)! as [string, ConsentDecisions];
    expect(verb).to.equal('decide');
    expect(decisions).to.deep.equal({
      decisions: { teleconsultation: 'permit', 'record-share': 'permit', recording: 'deny' },
      performer: { kind: 'patient', name: 'Nguyễn Thị Sóng' },
      evidence: { kind: 'verbal' },
      withheld: [],
      language: 'vi',
    });
  });

  it('announces only what the store confirms, queued first', async () => {
    const { element, store, fill, submit, click } = await setup(openForm());
    const seen: unknown[] = [];
    for (const type of [ConsentSignedEvent.type, ConsentRefusedEvent.type])
      element.addEventListener(type, (event) => seen.push([type, (event as CustomEvent).detail.status]));
    await fill();
    await submit();
    click('.review .primary');
    await element.updateComplete;
    expect(seen).to.deep.equal([]);
    store.publish({
      purposes: [decided('teleconsultation', 'permitted', true), decided('recording', 'refused', true)],
    });
    store.publish({ purposes: [decided('teleconsultation', 'permitted'), decided('recording', 'refused')] });
    expect(seen).to.deep.equal([
      ['diemcau-consent-signed', 'queued'],
      ['diemcau-consent-refused', 'queued'],
      ['diemcau-consent-signed', 'active'],
      ['diemcau-consent-refused', 'rejected'],
    ]);
  });

  it('announces a step once, also when the outbox goes back and forth', async () => {
    const { element, store } = await setup(openForm());
    const announced: string[] = [];
    element.addEventListener(ConsentSignedEvent.type, ({ detail }) => announced.push(detail.status));
    for (const queued of [true, false, true, false])
      store.publish({
        purposes: [purpose('teleconsultation', { decision: 'permitted', consentId: 'consent-1', queued })],
      });
    expect(announced).to.deep.equal(['queued', 'active']);
  });

  it('does not announce what was decided before', async () => {
    const { element, store } = await setup({ status: 'loading' });
    let announced = 0;
    element.addEventListener(ConsentSignedEvent.type, () => announced++);
    store.publish(openForm({ purposes: [decided('teleconsultation', 'permitted')] }));
    expect(announced).to.equal(0);
  });

  it('keeps what was chosen when the signature fails, and says why', async () => {
    const { element, store, fill, submit, click, text } = await setup(openForm());
    await fill();
    await submit();
    store.answer('decide', new DiemcauError('network/unreachable'));
    const failed = oneEvent(element, 'diemcau-error');
    click('.review .primary');
    store.publish({ error: new DiemcauError('network/unreachable') });
    expect((await failed).detail).to.deep.equal({ code: 'network/unreachable', retryable: true });
    await waitUntil(() => text('.notice').includes('Không kết nối được'));
    expect(text('.review')).to.contain('Nguyễn Thị Sóng');
  });

  it('asks the representative for a child under 7', async () => {
    const { text, all, submit } = await setup(openForm({ patient: { name: 'Bé Na', birthDate: yearsAgo(3) } }));
    expect(text('#kind')).to.contain('dưới 7 tuổi');
    expect(all('#kind input[type=radio], #child-told')).to.have.length(0);
    await submit();
    expect(text('.error-summary')).to.contain('họ và tên').and.contain('quan hệ').and.not.contain('của trẻ');
  });

  it('asks child and representative from 7 to under 18', async () => {
    const { text, submit } = await setup(openForm({ patient: { name: 'Em Hải', birthDate: yearsAgo(12) } }));
    await submit();
    expect(text('.error-summary')).to.contain('ý kiến của trẻ').and.contain('quan hệ');
  });

  it('stores that a child of 12 was told and asked', async () => {
    const { all, element, choose, submit, click, store } = await setup(
      openForm({ patient: { name: 'Em Hải', birthDate: yearsAgo(12) } }),
    );
    choose('#purpose-teleconsultation input', 0);
    choose('#purpose-record-share input', 0);
    choose('input[name=evidence]', 2);
    for (const [id, value] of Object.entries({ name: 'Trần Thị Mẹ', relation: 'mẹ' })) {
      const input = all<HTMLInputElement>(`#${id}`)[0]!;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    all('#child-told input')[0]!.click();
    await element.updateComplete;
    await submit();
    click('.review .primary');
    expect((store.requests.at(-1)![1] as ConsentDecisions).performer).to.deep.equal({
      kind: 'representative',
      name: 'Trần Thị Mẹ',
      relation: 'mẹ',
      childHeard: true,
    });
  });

  it('takes a drawn signature as evidence, and clears it', async () => {
    const { element, all, choose, draw, fill, submit, click, store } = await setup(openForm());
    await fill();
    choose('input[name=evidence]', 0);
    await element.updateComplete;
    await submit();
    expect(all('.error-summary')).to.have.length(1);
    await draw();
    await submit();
    click('.review .primary');
    const { evidence } = store.requests.at(-1)![1] as ConsentDecisions;
    expect(evidence.kind).to.equal('drawn');
    expect([...evidence.image!.slice(1, 4)]).to.deep.equal([80, 78, 71]);
  });

  it('keeps back the sections that the patient names', async () => {
    const { element, all, fill, submit, click, store } = await setup(openForm());
    await fill();
    const box = all<HTMLInputElement>('input[name=withheld][value=pregnancy]')[0]!;
    box.checked = true;
    box.dispatchEvent(new Event('change'));
    await element.updateComplete;
    await submit();
    click('.review .primary');
    expect((store.requests.at(-1)![1] as ConsentDecisions).withheld).to.deep.equal(['pregnancy']);
  });

  it('shows who decided, when, and who witnessed', async () => {
    const { text } = await setup(openForm({ purposes: [decided('teleconsultation', 'permitted')] }));
    expect(text('#purpose-teleconsultation'))
      .to.contain('Trần Thị Mẹ')
      .and.contain('01/03/2026 15:30')
      .and.contain('BS. Đảo');
  });

  it('withdraws without asking for a reason, and announces it when confirmed', async () => {
    const { element, store, click, all } = await setup(openForm({ purposes: [decided('record-share', 'permitted')] }));
    click('#purpose-record-share .actions button');
    await element.updateComplete;
    all<HTMLFormElement>('.withdrawal')[0]!.requestSubmit();
    expect(store.requests).to.deep.equal([['withdraw', 'record-share', 'Không nêu lý do']]);
    const withdrawn = oneEvent(element, ConsentWithdrawnEvent.type);
    store.publish({ purposes: [decided('record-share', 'withdrawn')] });
    expect((await withdrawn).detail).to.deep.equal({
      caseId: 'case-1',
      consentId: 'k-record-share',
      purpose: 'record-share',
      status: 'inactive',
    });
  });

  it('asks a refused purpose again only when told to', async () => {
    const { element, click, all } = await setup(openForm({ purposes: [decided('recording', 'refused')] }));
    expect(all('.answer')).to.have.length(0);
    click('#purpose-recording .actions button');
    await element.updateComplete;
    expect(all('.answer')).to.have.length(2);
  });

  it('only shows to a reader', async () => {
    const { all, text } = await setup(
      openForm({ canCollect: false, purposes: [purpose('teleconsultation'), decided('recording', 'permitted')] }),
    );
    expect(all('form, .answer, .decided .actions button')).to.have.length(0);
    expect(text('#purpose-teleconsultation')).to.contain('Chưa quyết định');
  });

  it('prints the copy in a frame of its own and leaves none behind', async () => {
    const { all } = await setup(openForm({ purposes: [decided('teleconsultation', 'permitted')] }));
    all<HTMLButtonElement>('.head .button')[0]!.click();
    const frame = document.querySelector('iframe')!;
    expect(frame.contentDocument!.body.textContent)
      .to.contain('PHIẾU ĐỒNG Ý')
      .and.contain('Trần Thị Mẹ')
      .and.contain('Luật Bảo vệ dữ liệu cá nhân');
    frame.contentWindow!.dispatchEvent(new Event('afterprint'));
    await waitUntil(() => document.querySelector('iframe') === null);
  });

  it('survives a move with what was chosen, and leaves no reader behind', async () => {
    const { element, store, choose, all } = await setup(openForm());
    choose('#purpose-recording input', 1);
    const other = await fixture(html`<div></div>`);
    other.append(element);
    await element.updateComplete;
    expect(all<HTMLInputElement>('#purpose-recording input')[1]!.checked).to.equal(true);
    element.remove();
    await aTimeout(0);
    expect(store.listeners).to.equal(0);
  });
});

function decided(name: Parameters<typeof purpose>[0], decision: 'permitted' | 'refused' | 'withdrawn', queued = false) {
  return purpose(name, {
    decision,
    queued,
    consentId: `k-${name}`,
    decidedAt: '2026-03-01T08:30:00Z',
    performer: { kind: 'representative', name: 'Trần Thị Mẹ', relation: 'mẹ' },
    witness: { siteId: '22001', name: 'BS. Đảo' },
  });
}

const yearsAgo = (years: number): string => `${new Date().getFullYear() - years - 1}-12-31`;

async function setup(state: Partial<ConsentStoreState>) {
  const store = fakeConsentStore(state);
  const element = await fixture<ConsentElement>(
    html`<diemcau-consent case-id="case-1" .store=${store}></diemcau-consent>`,
  );
  const root = element.shadowRoot!;
  const all = <E extends Element = HTMLElement>(selector: string) => [...root.querySelectorAll<E>(selector)];
  const choose = (selector: string, at: number) => all<HTMLInputElement>(selector)[at]!.click();
  return {
    element,
    store,
    all,
    choose,
    text: (selector: string) =>
      all(selector)
        .map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim())
        .join(' '),
    click: (selector: string) => all(selector)[0]!.click(),
    /** Agrees to what is required, refuses recording; the patient, by word of mouth. */
    async fill() {
      choose('#purpose-teleconsultation input', 0);
      choose('#purpose-record-share input', 0);
      choose('#purpose-recording input', 1);
      choose('input[name=kind]', 0);
      choose('input[name=evidence]', 2);
      await element.updateComplete;
    },
    async submit() {
      const step = () => all('.error-summary').length + all('.review').length;
      all<HTMLFormElement>('form')[0]!.requestSubmit();
      await waitUntil(() => step() > 0);
      await element.updateComplete;
      await aTimeout(0);
      await element.updateComplete;
    },
    async draw() {
      const canvas = all<HTMLCanvasElement>('canvas')[0]!;
      await waitUntil(() => canvas.width > 300);
      const { left, top } = canvas.getBoundingClientRect();
      const at = (type: string, x: number, buttons: number) =>
        new PointerEvent(type, {
          clientX: left + x,
          clientY: top + 40,
          pointerId: 1,
          isPrimary: true,
          button: 0,
          buttons,
          bubbles: true,
          pressure: 0.5,
        });
      await waitUntil(() => {
        canvas.dispatchEvent(at('pointerdown', 20, 1));
        for (let x = 30; x < 120; x += 10) canvas.ownerDocument.defaultView!.dispatchEvent(at('pointermove', x, 1));
        canvas.ownerDocument.defaultView!.dispatchEvent(at('pointerup', 120, 0));
        return all<HTMLButtonElement>('.pad button').some(({ disabled }) => !disabled);
      });
    },
  };
}
