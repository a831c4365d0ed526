import { DiemcauError } from '@diemcau/protocol';
import type { MinutesState } from '@diemcau/sdk';
import { fakeMinutesStore } from '@diemcau/sdk/testing';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { momentText } from '../../internal/format/moment-text.js';
import { parseDay } from '../../internal/format/parse-day.js';
import { parseMoment } from '../../internal/format/parse-moment.js';
import './minutes.define.js';
import type { MinutesElement } from './minutes.js';
import { MinutesCompletedEvent, MinutesSignedEvent } from './minutes.events.js';
import { draft, signature, writing } from './minutes.fixture.js';

describe('diemcau-minutes', () => {
  const states: Record<string, Partial<MinutesState>> = {
    loading: {},
    'not available': { status: 'not-available' },
    writing: writing(),
    reading: writing({ role: 'reader', canEdit: false, canSign: false }),
    conflict: writing({ saving: 'conflict', theirs: draft({ conclusion: 'Khác' }) }),
    'half signed': writing({ status: 'awaiting-signatures', signatures: [signature()], documentId: 'd1' }),
    signed: signed(),
    failed: { status: 'failed', error: new DiemcauError('network/unreachable') },
  };
  for (const [name, state] of Object.entries(states))
    it(`is accessible: ${name}`, async () => {
      const { element } = await setup(state);
      await expect(element).to.be.accessible();
    });

  it('hands each keystroke to the store', async () => {
    const { type, store } = await setup(writing());
    type('#conclusion', 'Viêm màng não mủ');
    expect(store.requests).to.deep.equal([['update', { conclusion: 'Viêm màng não mủ' }]]);
  });

  it('shows where what was typed is, in four different signs', async () => {
    const { element, store, text } = await setup(writing());
    const signs: string[] = [];
    for (const saving of ['queued', 'saving', 'saved', 'conflict'] as const) {
      store.publish({ saving });
      await element.updateComplete;
      signs.push(text('.head [role=status]'));
    }
    expect(signs[0]).to.contain('Lưu trên máy này, chưa gửi');
    expect(signs[1]).to.contain('Đang gửi');
    expect(signs[2]).to.contain('Đã lưu trên máy chủ lúc 09:31');
    expect(new Set(signs).size).to.equal(4);
  });

  it('shows both versions of a conflict and loses neither before the choice', async () => {
    const { text, button, store } = await setup(
      writing({ saving: 'conflict', theirs: draft({ conclusion: 'Chưa cần chuyển viện' }) }),
    );
    expect(text('[part=conflict]'))
      .to.contain('Theo dõi viêm màng não')
      .and.contain('Chưa cần chuyển viện')
      .and.not.contain('Hướng điều trị');
    button('Lấy bản của người khác').click();
    expect(store.requests).to.deep.equal([['resolve', 'theirs']]);
  });

  it('changes, adds and removes matters, one conclusion each', async () => {
    const { type, button, store } = await setup(writing());
    type('#conclusion-0', 'Chưa');
    button('Thêm vấn đề').click();
    button('Xóa Vấn đề 1').click();
    const question = 'Có cần chọc dịch não tủy không?';
    expect(store.requests).to.deep.equal([
      ['update', { agenda: [{ question, conclusion: 'Chưa' }] }],
      [
        'update',
        {
          agenda: [
            { question, conclusion: 'Có, khi ổn định.' },
            { question: '', conclusion: '' },
          ],
        },
      ],
      ['update', { agenda: [] }],
    ]);
  });

  it('gives a new order the upper doctor, the licence number and the exact time', async () => {
    const { button, store } = await setup(writing({ draft: draft({ orders: [] }) }));
    const before = Date.now();
    button('Thêm y lệnh').click();
    const [order] = (store.requests[0]![1] as { orders: { orderedAt: string; orderedBy: unknown }[] }).orders;
    expect(order!.orderedBy).to.deep.equal({ sub: '0045/BYT', name: 'PGS. Lê Thị Nhi', siteId: '01001' });
    expect(Date.parse(order!.orderedAt)).to.be.within(before, Date.now());
  });

  it('names what is missing before the signature and goes there', async () => {
    const issues = [
      { code: 'required', severity: 'error', at: 'plan' },
      { code: 'required', severity: 'error', at: 'participants.chair' },
      { code: 'required', severity: 'warning', at: 'prognosis' },
    ] as const;
    const { element, all, text, button, store } = await setup(writing({ issues }));
    expect(text('.sign-actions')).to.contain('Còn 2 mục');
    button('Xem lại và ký').click();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement?.className).to.equal('error-summary');
    expect(text('.error-summary'))
      .to.contain('Hướng điều trị tiếp: cần điền')
      .and.contain('Chủ tọa: cần điền')
      .and.not.contain('Tiên lượng');
    all<HTMLAnchorElement>('.error-summary a')[0]!.click();
    expect(element.shadowRoot!.activeElement?.id).to.equal('plan');
    expect(store.requests).to.deep.equal([]);
  });

  it('shows what is signed, then signs, and announces it only when confirmed', async () => {
    const { element, store, button, text } = await setup(writing());
    const seen: unknown[] = [];
    element.addEventListener(MinutesSignedEvent.type, (event) => seen.push(event.detail));
    button('Xem lại và ký (Thư ký)').click();
    await element.updateComplete;
    for (const words of [
      'TRÍCH BIÊN BẢN HỘI CHẨN',
      'MS: 27/BV2',
      'Theo dõi viêm màng não',
      'số GPHN 0045/BYT, lúc 05/03/2026 09:30',
    ])
      expect(text('.paper')).to.contain(words);
    button('Ký với vai trò Thư ký').click();
    expect(store.requests).to.deep.equal([['sign']]);
    const queued = signature({ role: 'secretary', queued: true });
    store.publish({ documentId: 'd1', signatures: [queued] });
    expect(seen).to.deep.equal([]);
    store.publish({ status: 'awaiting-signatures', signatures: [{ ...queued, queued: false }] });
    expect(seen).to.deep.equal([{ caseId: 'case-1', documentId: 'd1', role: 'secretary' }]);
  });

  it('announces completion once', async () => {
    const { element, store } = await setup(
      writing({ documentId: 'd1', signatures: [signature()], status: 'awaiting-signatures' }),
    );
    const completed = oneEvent(element, MinutesCompletedEvent.type);
    store.publish(signed());
    expect((await completed).detail).to.deep.equal({ caseId: 'case-1', documentId: 'd1' });
  });

  it('does not announce signatures that were there before', async () => {
    const { element, store } = await setup({});
    let announced = 0;
    element.addEventListener(MinutesSignedEvent.type, () => announced++);
    store.publish(signed());
    expect(announced).to.equal(0);
  });

  it('says which signature is verified and which is not', async () => {
    const { text } = await setup(
      signed({ signatures: [signature(), signature({ role: 'secretary', verification: 'failed' })] }),
    );
    expect(text('[part=signatures]'))
      .to.contain('đã xác minh')
      .and.contain('không hợp lệ')
      .and.contain('05/03/2026 10:00');
  });

  it('keeps what would be signed on screen when signing fails', async () => {
    const { element, store, button, text, all } = await setup(writing());
    store.answer('sign', new DiemcauError('signature/content-changed'));
    button('Xem lại và ký').click();
    await element.updateComplete;
    button('Ký với vai trò').click();
    store.publish({ error: new DiemcauError('signature/content-changed') });
    await waitUntil(() => text('.notice.critical').includes('signature/content-changed'));
    expect(all('.paper')).to.have.length(1);
  });

  it('demands a reason for an amendment', async () => {
    const { element, store, button, all, type, text } = await setup(signed());
    button('Sửa biên bản đã ký').click();
    await element.updateComplete;
    all<HTMLFormElement>('form')[0]!.requestSubmit();
    await element.updateComplete;
    expect(text('.field-error')).to.contain('Ghi lý do');
    type('#reason', 'Sai liều');
    all<HTMLFormElement>('form')[0]!.requestSubmit();
    expect(store.requests).to.deep.equal([['amend', 'Sai liều']]);
  });

  it('is words only for who may not write', async () => {
    const { all, text } = await setup(writing({ role: 'reader', canEdit: false, canSign: false }));
    expect(all('input, textarea, select, .sign-actions')).to.have.length(0);
    expect(text('#conclusion')).to.contain('Theo dõi viêm màng não');
  });

  it('prints the whole form with its number and the line of conversion', async () => {
    const { button } = await setup(signed());
    button('In biên bản').click();
    const frame = document.querySelector('iframe')!;
    const page = frame.contentDocument!;
    for (const words of [
      'MS: 27/BV2',
      'SỞ Y TẾ',
      'TTYT Cô Tô',
      'Phiên bị gián đoạn',
      'CRP 96 mg/L',
      'Bản giấy chuyển từ bản điện tử. Mã tra cứu: d1',
      'Đã ký số lúc',
    ])
      expect(page.body.textContent).to.contain(words);
    expect(page.title).to.not.contain('Đảo');
    expect(frame.contentWindow!.getComputedStyle(page.querySelector('.paper')!).color).to.equal('rgb(0, 0, 0)');
    frame.contentWindow!.dispatchEvent(new Event('afterprint'));
    await waitUntil(() => document.querySelector('iframe') === null);
  });

  it('reads and writes times by the hospital’s clock', () => {
    expect(momentText('2026-03-05T18:30:00Z')).to.equal('06/03/2026 01:30');
    expect(parseMoment('6/3/2026 01:30')).to.equal('2026-03-05T18:30:00.000Z');
    for (const wrong of ['', '2026-03-06', '31/02/2026', '10/13/2026'])
      expect(parseDay(wrong), wrong).to.equal(undefined);
    for (const wrong of ['06/03/2026', '06/03/2026 24:00', '06/03/2026 9:60'])
      expect(parseMoment(wrong), wrong).to.equal(undefined);
  });

  it('takes no date that is none, and does not go on to the signature with it', async () => {
    const { element, store, all, button } = await setup(writing());
    const input = all<HTMLInputElement>('#treatedFrom')[0]!;
    input.value = '31/02/2026';
    input.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    button('Xem lại và ký').click();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(input);
    input.value = '28/02/2026';
    input.dispatchEvent(new Event('change'));
    expect(store.requests).to.deep.equal([['update', { treatedFrom: '2026-02-28' }]]);
  });

  it('speaks English, and leaves no reader behind', async () => {
    const { element, store, text } = await setup(writing());
    element.locale = 'en';
    await element.updateComplete;
    expect(text('h2')).to.equal('Consultation minutes');
    element.remove();
    expect(store.listeners).to.equal(0);
  });

  it('asks before writing voids a signature that stands', async () => {
    const { all, text, element } = await setup(
      writing({ status: 'awaiting-signatures', documentId: 'd1', signatures: [signature()] }),
    );
    expect(all('textarea')).to.have.length(0);
    expect(text('.notice.attention')).to.contain('phải ký lại');
    all('.notice.attention button')[0]!.click();
    await element.updateComplete;
    expect(all('textarea')).to.have.length.above(0);
  });
});

function signed(patch: Partial<MinutesState> = {}): Partial<MinutesState> {
  const signatures = [
    signature(),
    signature({ role: 'secretary', signer: { siteId: '22001', sub: '0012/QN', name: 'BS. Nguyễn Đảo', jkt: 's' } }),
  ];
  return writing({ status: 'signed', canEdit: false, canSign: false, documentId: 'd1', signatures, ...patch });
}

async function setup(state: Partial<MinutesState>) {
  const store = fakeMinutesStore(state);
  const element = await fixture<MinutesElement>(
    html`<diemcau-minutes case-id="case-1" .store=${store}></diemcau-minutes>`,
  );
  const all = <E extends Element = HTMLElement>(selector: string) => [
    ...element.shadowRoot!.querySelectorAll<E>(selector),
  ];
  return {
    element,
    store,
    all,
    text: (selector: string) =>
      all(selector)
        .map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim())
        .join(' '),
    button: (label: string) =>
      all<HTMLButtonElement>('button').find((one) =>
        (one.getAttribute('aria-label') ?? one.textContent!.trim()).includes(label),
      )!,
    type(selector: string, value: string) {
      const input = all<HTMLInputElement>(selector)[0]!;
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
  };
}
