import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wait-until.js';
import { fakeDiemcau, fakeNetworkStore, fakeRecordStore } from '@diemcau/sdk/testing';
import { DiemcauError } from '@diemcau/protocol';
import type { RecordStoreState } from '@diemcau/sdk';
import '../record.define.js';
import { ContextMismatchEvent, RecordAccessedEvent } from '../record.events.js';
import { entry, readyRecord } from '../record.fixture.js';
import type { RecordElement } from '../record.js';

const masked = () => {
  const state = readyRecord({ problems: [entry({ title: 'Tăng huyết áp' })], procedures: [] });
  const sections = { ...state.sections!, problems: { ...state.sections!.problems, masked: 1 } };
  sections.procedures = { ...sections.procedures, state: 'loaded', count: 0, masked: 2 };
  return { ...state, sections, restricted: { count: 3, shown: false } } satisfies Partial<RecordStoreState>;
};

describe('what is restricted in a record', () => {
  it('is said with its number and place, in the section too', async () => {
    const { element, text, part } = await setup(masked());
    await part('restricted');
    expect(text('[part=restricted]')).to.contain('3 mục hạn chế đã che').and.to.contain('thủ thuật');
    expect(text('#problems [part=state]')).to.contain('1 mục, 1 mục hạn chế');
    expect(text('#procedures [part=state]')).to.contain('2 mục hạn chế').and.not.to.contain('0 mục');
    await expect(element).to.be.accessible();
  });

  it('asks for a reason, says that it is logged and reviewed, and opens nothing without one', async () => {
    const { element, store, text, part, root } = await setup(masked());
    const bar = await part('restricted');
    store.answer('breakGlass', new DiemcauError('request/invalid', { at: 'reason' }));
    bar.querySelector('button')!.click();
    await element.updateComplete;
    const dialog = root.querySelector<HTMLDialogElement>('#glass')!;
    expect(dialog.open).to.equal(true);
    expect(text('#glass')).to.contain('3 ngày làm việc').and.to.contain('nhật ký');
    await expect(element).to.be.accessible();
    const say = (reason: string) => {
      root.querySelector<HTMLTextAreaElement>('#glass-reason')!.value = reason;
      root.querySelector('form')!.requestSubmit();
    };
    say('xem');
    await waitUntil(() => root.querySelector('#glass-error'));
    expect(store.requests.at(-1)).to.deep.equal(['breakGlass', 'xem']);
    store.answer('breakGlass', { status: 'done', value: undefined });
    say('Hôn mê, cần biết thuốc');
    await waitUntil(() => !root.querySelector('#glass'));
    expect(element.breakGlassReason).to.equal('Hôn mê, cần biết thuốc');
    const shown = readyRecord({ problems: [entry({ title: 'Bệnh kín', flags: ['restricted'] })] });
    store.publish({ ...shown, restricted: { count: 3, shown: true, report: 'queued' } });
    await element.updateComplete;
    expect(text('[part=restricted]')).to.contain('sẽ gửi vào nhật ký');
    store.publish({ restricted: { count: 3, shown: true, report: 'sent' } });
    await element.updateComplete;
    expect(text('[part=restricted]')).to.contain('đã ghi vào nhật ký của ca');
    await expect(element).to.be.accessible();
  });
});

describe('what was read of a record', () => {
  it('is told once it was in sight, and when it is jumped to', async () => {
    const { element, store } = await setup(
      readyRecord({ problems: [entry()], results: Array.from({ length: 60 }, () => entry()) }),
    );
    const told = () =>
      store.requests.flatMap(([verb, access]) =>
        verb === 'accessed' ? (access as { sections: string[] }).sections : [],
      );
    await waitUntil(() => told().includes('problems'), 'seen', { timeout: 5_000 });
    expect(told()).not.to.include('coverage');
    element.goTo('coverage');
    expect(told()).to.include('coverage');
  });

  it('is announced to the host by names of sections', async () => {
    const { element, store } = await setup(readyRecord());
    const announced = oneEvent(element, RecordAccessedEvent.type);
    store.publish({ lastAccess: { action: 'export', sections: ['problems'] } });
    expect((await announced).detail).to.deep.equal({ action: 'export', sections: ['problems'] });
  });
});

describe('the watermark', () => {
  it('comes back when it is removed, emptied or hidden', async () => {
    const { element, root } = await setup(readyRecord({}, { share: { fromSite: '22001', documents: 1 } }));
    const mark = () => root.querySelector<HTMLElement>('.watermark');
    await waitUntil(mark);
    const whole = mark()!.textContent;
    expect(whole).to.contain('PGS');
    const breaks: (() => void)[] = [
      () => mark()!.remove(),
      () => void (mark()!.style.cssText = 'display: none !important'),
      () => void (mark()!.hidden = true),
      () => void (mark()!.querySelector('span')!.textContent = 'BS khác'),
      () => void ((mark()!.firstElementChild as HTMLElement).style.opacity = '0'),
      () => mark()!.replaceChildren(),
      () => void (root.adoptedStyleSheets = []),
    ];
    for (const [n, harm] of breaks.entries()) {
      harm();
      await waitUntil(
        () => {
          const now = mark();
          if (!now?.firstElementChild) return false;
          const { display, position } = getComputedStyle(now);
          const { opacity } = getComputedStyle(now.firstElementChild);
          return now.textContent === whole && display === 'block' && position === 'sticky' && opacity !== '0';
        },
        `healed from ${n}`,
        { timeout: 5_000 },
      );
    }
    element.remove();
    expect(mark()).to.equal(null);
  });

  it('is not hidden by a part of the host page’s style, and not in the way of the pointer', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('diemcau-record::part(watermark) { display: none !important; opacity: 0 !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const { root } = await setup(readyRecord({}, { share: { fromSite: '22001', documents: 1 } }));
    await waitUntil(() => root.querySelector('.watermark'));
    const { display, opacity, pointerEvents } = getComputedStyle(root.querySelector('.watermark')!);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    expect([display, opacity, pointerEvents]).to.deep.equal(['block', '1', 'none']);
  });
});

describe('a record of another patient', () => {
  const here = { name: 'Nguyễn Văn Đảo', birthDate: '2024-06-20', identifiers: [] };
  const there = { name: 'Trần Thị Bưởi', birthDate: '1990-01-02', identifiers: [] };
  const record = () =>
    readyRecord(
      { problems: [entry({ title: 'Sốt', key: 'Condition/1' })] },
      { share: { fromSite: '22001', documents: 1 } },
    );

  it('leaves nothing when the host turns to another patient while it is open', async () => {
    const { element, root } = await setup(record(), here);
    expect(root.textContent).to.contain('Sốt');
    expect(element.textOf('Condition/1')).to.contain('Sốt');
    let mismatches = 0;
    element.addEventListener(ContextMismatchEvent.type, () => mismatches++);
    element.patientContext = there;
    await element.updateComplete;
    expect(mismatches).to.equal(1);
    for (const word of ['Sốt', 'Đảo', 'CT-000123']) expect(root.textContent).not.to.contain(word);
    expect(root.querySelector('.section, .watermark, dialog, img, iframe, svg.chart')).to.equal(null);
    expect(element.textOf('Condition/1')).to.equal(undefined);
    element.patientContext = { ...there, birthDate: '1991-01-02' };
    await element.updateComplete;
    expect(mismatches, 'each other patient is told').to.equal(2);
    element.patientContext = here;
    await element.updateComplete;
    expect(root.textContent).to.contain('Sốt');
  });

  it('is blank when two patients stand in the documents of one case, whoever is open in the host', async () => {
    const { element, store, root } = await setup(record());
    const told = oneEvent(element, ContextMismatchEvent.type);
    store.publish({ status: 'failed', error: new DiemcauError('record/patient-conflict') });
    await told;
    await waitUntil(() => root.textContent!.includes('những người bệnh khác nhau'));
    expect(root.textContent).not.to.contain('Sốt');
  });

  it('shows the first look of the right patient, and nothing of one who is not proven yet', async () => {
    const loading = { status: 'loading', total: 0 } as const;
    const { element, root } = await setup({ ...record(), ...loading }, there);
    expect(root.textContent).not.to.contain('Sốt');
    element.patientContext = here;
    await element.updateComplete;
    expect(root.textContent).to.contain('Sốt');
  });
});

async function setup(state: Partial<RecordStoreState>, patientContext?: RecordElement['patientContext']) {
  const store = fakeRecordStore(state);
  const me = { siteId: '01019', sub: 'x', name: 'PGS Minh', scopes: [] };
  const client = fakeDiemcau({ network: fakeNetworkStore({ status: 'online', me }) });
  const element = document.createElement('diemcau-record');
  Object.defineProperty(element, 'client', { value: client });
  Object.assign(element, { caseId: 'c', store, patientContext });
  await fixture(html`${element}`);
  await element.updateComplete;
  const root = element.shadowRoot!;
  const text = (selector: string) => root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const part = async (name: string) => {
    await waitUntil(() => root.querySelector(`[part=${name}]`), name);
    return root.querySelector<HTMLElement>(`[part=${name}]`)!;
  };
  return { element, store, root, text, part };
}

describe('a record without a line', () => {
  const offline = { state: 'shown', readAt: '2026-11-26T01:05:00Z', until: '2026-11-27T01:05:00Z' } as const;

  it('says that it is a copy, of when, and until when', async () => {
    const { element, text } = await setup(readyRecord({ problems: [entry()] }, { offline }));
    expect(text('[part=offline]')).to.match(
      /Bản giữ trên máy này, đọc lúc \d\d\/11\/2026 \d\d:05, hết hạn \d\d\/11\/2026 \d\d:05/,
    );
    await expect(element).to.be.accessible();
  });

  it('says that none could be kept, and nothing where one was', async () => {
    const { element, store, text, root } = await setup(readyRecord({}, { offline: { state: 'full' } }));
    expect(text('[part=offline]')).to.contain('không giữ được bản đọc ngoại tuyến');
    store.publish({ offline: { state: 'kept', until: offline.until } });
    await element.updateComplete;
    expect(root.querySelector('[part=offline]')).to.equal(null);
  });

  it('says why it cannot be read where there is no copy', async () => {
    const error = new DiemcauError('network/unreachable');
    const { element, text } = await setup({ status: 'failed', error, offline: { state: 'none' } });
    expect(text('[part=offline]')).to.contain('chưa được giữ trên máy này');
    await expect(element).to.be.accessible();
  });
});
