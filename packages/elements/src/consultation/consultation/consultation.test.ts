import { DiemcauError } from '@diemcau/protocol';
import type { ConsultationState } from '@diemcau/sdk';
import { fakeCaseStore, fakeConsultationStore } from '@diemcau/sdk/testing';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import './consultation.define.js';
import type { ConsultationElement } from './consultation.js';
import { me, participant, session } from './consultation.fixture.js';

describe('diemcau-consultation', () => {
  const states: Record<string, Partial<ConsultationState>> = {
    idle: { status: 'idle' },
    preparing: session({ status: 'preparing', participants: [me()] }),
    'permission denied': session({ status: 'preparing', microphone: 'denied', camera: 'denied' }),
    joining: { status: 'joining' },
    joined: session(),
    reconnecting: session({ status: 'reconnecting', lostSince: Date.now() - 12_000 }),
    'audio-only': session({ quality: { step: 'audio-only', reason: 'measured' } }),
    left: { status: 'left', leaveReason: 'left' },
    ended: { status: 'ended' },
    failed: { status: 'failed', error: new DiemcauError('consultation/full') },
  };
  for (const [name, state] of Object.entries(states))
    it(`is accessible: ${name}`, async () => {
      const { element } = await setup(state);
      await expect(element).to.be.accessible();
    });

  it('is accessible as a bar, with the patient still there', async () => {
    const { element, text, all } = await setup(session());
    element.compact = true;
    await element.updateComplete;
    await expect(element).to.be.accessible();
    expect(text('.patient')).to.contain('Nguyễn Văn Đảo');
    expect(all('.stage')).to.have.length(0);
  });

  it('joins without devices when they are denied', async () => {
    const { store, button, text } = await setup(
      session({ status: 'preparing', microphone: 'denied', camera: 'denied', participants: [] }),
    );
    expect(text('.notice')).to.contain('không cho dùng micro').and.contain('Cho phép');
    button('chỉ nghe').click();
    expect(store.requests).to.deep.equal([['join', { microphone: false, camera: false }]]);
  });

  it('says that the policy of the page blocks the devices', async () => {
    const { text } = await setup({ status: 'preparing', error: new DiemcauError('rtc/policy-blocked') });
    await waitUntil(() => text('.notice.critical').includes('rtc/policy-blocked'));
  });

  it('announces joining, the break and the return, only by the store', async () => {
    const { element, store, button } = await setup({ status: 'idle' });
    const seen: unknown[] = [];
    for (const fact of ['joined', 'reconnecting', 'reconnected', 'left', 'ended'])
      element.addEventListener(`diemcau-consultation-${fact}`, (event) =>
        seen.push([fact, (event as CustomEvent).detail]),
      );
    button('Vào phiên').click();
    expect(seen).to.deep.equal([]);
    store.publish({ status: 'joining' });
    store.publish(session());
    store.publish({ status: 'reconnecting', lostSince: Date.now() });
    store.publish({ status: 'joined', lostSince: undefined });
    store.publish({ status: 'ended', leaveReason: 'ended' });
    const detail = { caseId: 'case-1' };
    expect(seen).to.deep.equal([
      ['joined', detail],
      ['reconnecting', detail],
      ['reconnected', detail],
      ['left', { ...detail, reason: 'ended' }],
      ['ended', detail],
    ]);
  });

  it('announces what the line carries, with the reason', async () => {
    const { element, store, text } = await setup(session());
    const changed = oneEvent(element, 'diemcau-quality-changed');
    store.publish({ quality: { step: 'audio-only', reason: 'measured' } });
    expect((await changed).detail).to.deep.equal({ caseId: 'case-1', step: 'audio-only', reason: 'measured' });
    await element.updateComplete;
    expect(text('.notice')).to.contain('chỉ truyền tiếng');
  });

  it('counts the seconds of a break within the view and says what is kept, without reading each second aloud', async () => {
    const { text, all } = await setup(session({ status: 'reconnecting', lostSince: Date.now() - 12_500 }));
    expect(text('.lost'))
      .to.contain('Mất kết nối, đang nối lại… đã 12 giây')
      .and.contain('Nội dung đã được giữ trên máy này');
    expect(all('.lost [role=timer]')[0]!.getAttribute('aria-live')).to.equal('off');
    expect(all('.stage')).to.have.length(1);
  });

  it('tells arrivals and line trouble politely', async () => {
    const { element, store, text, all } = await setup(session({ participants: [me()] }));
    expect(all('[aria-live=polite]')).to.have.length(1);
    store.publish({ participants: [me(), participant()] });
    await element.updateComplete;
    expect(text('[aria-live=polite]')).to.contain('PGS. Lê Thị Nhi').and.contain('đã vào phiên');
    store.publish({ status: 'reconnecting' });
    await element.updateComplete;
    expect(text('[aria-live=polite]')).to.contain('Mất kết nối');
  });

  it('shows who is verified, who is not, and how each line is', async () => {
    const others = [
      participant(),
      participant({
        participantId: 'p2',
        name: 'BS. Lào',
        verified: 'unverified',
        line: { rtt: 900 },
        connection: 'connected',
      }),
    ];
    const { text } = await setup(session({ participants: [me(), ...others] }));
    expect(text('.main .caption')).to.contain('đã xác minh').and.contain('đường truyền tốt');
    expect(text('.strip')).to.contain('chưa xác minh').and.contain('đường truyền yếu');
  });

  it('raises an alarm when an identity is disproved', async () => {
    const { text } = await setup(session({ participants: [me(), participant({ verified: 'failed' })] }));
    expect(text('[role=alert]')).to.contain('Không xác minh được danh tính của PGS. Lê Thị Nhi');
  });

  it('shows the shared screen large, else who speaks, else who was chosen', async () => {
    const a = participant({ participantId: 'a', name: 'BS. An' });
    const b = participant({ participantId: 'b', name: 'BS. Bình' });
    const { element, store, text, all } = await setup(session({ participants: [me(), a, b] }));
    expect(text('.main .caption .name')).to.equal('BS. An');
    store.publish({ participants: [me(), a, { ...b, speaking: true }] });
    await element.updateComplete;
    expect(text('.main .caption .name')).to.equal('BS. Bình');
    store.publish({
      participants: [me(), { ...a, sources: [...a.sources, { sourceId: 'scr', kind: 'screen', active: true }] }, b],
    });
    await element.updateComplete;
    expect(text('.main .caption .name')).to.equal('BS. An');
    all<HTMLButtonElement>('.strip .picture')
      .find((one) => one.getAttribute('aria-label')!.includes('Bình'))!
      .click();
    await element.updateComplete;
    expect(text('.main .caption .name')).to.equal('BS. Bình');
  });

  it('plays moving pictures without sound and the sound apart from them', async () => {
    const stream = picture();
    const { all } = await setup(session(), (participantId) => (participantId === 'p-nhi' ? stream : undefined));
    const video = all<HTMLVideoElement>('.main video')[0]!;
    expect(video.srcObject).to.equal(stream);
    expect(video.muted).to.equal(true);
    await waitUntil(() => video.videoWidth > 0);
    await waitUntil(() => getComputedStyle(all<HTMLElement>('.fit')[0]!).getPropertyValue('--ratio') === '2');
  });

  it('offers a button when the browser holds back the sound', async () => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    try {
      const { button, all, element } = await setup(session(), () => new MediaStream());
      await waitUntil(() => all('.notice button').length === 1);
      HTMLMediaElement.prototype.play = () => Promise.resolve();
      button('Bật tiếng của phiên').click();
      await element.updateComplete;
      expect(all('.notice button')).to.have.length(0);
    } finally {
      HTMLMediaElement.prototype.play = play;
    }
  });

  it('mutes by button and by key, and asks the store alone', async () => {
    const { element, store, button, all } = await setup(session());
    button('Tắt micro').click();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'v' }));
    expect(store.requests.filter(([verb]) => verb !== 'stream')).to.deep.equal([
      ['setMicrophone', false],
      ['setCamera', false],
    ]);
    expect(all('[aria-label="Tắt micro"]')).to.have.length(1);
  });

  it('shows the keys on ?', async () => {
    const { element, all } = await setup(session());
    element.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));
    expect(all<HTMLDialogElement>('.keys-dialog')[0]!.open).to.equal(true);
  });

  it('ends for all only after asking, and lets the host veto', async () => {
    const { element, store, button, all } = await setup(session());
    button('Kết thúc cho tất cả').click();
    expect(all<HTMLDialogElement>('.end-dialog')[0]!.open).to.equal(true);
    element.addEventListener('diemcau-consultation-end-request', (event) => event.preventDefault(), { once: true });
    button('Kết thúc phiên').click();
    expect(verbs(store)).to.deep.equal([]);
    button('Kết thúc cho tất cả').click();
    button('Kết thúc phiên').click();
    expect(verbs(store)).to.deep.equal(['end']);
  });

  it('points by mouse and by keyboard', async () => {
    const stream = picture();
    const { element, store, button, all } = await setup(session(), () => stream);
    button('Con trỏ').click();
    await element.updateComplete;
    const area = all<HTMLElement>('.pointing')[0]!;
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true }));
    const { left, top, width, height } = area.getBoundingClientRect();
    area.dispatchEvent(
      new PointerEvent('pointermove', { clientX: left + width / 4, clientY: top + height / 2, buttons: 1 }),
    );
    const points = store.requests
      .filter(([verb]) => verb === 'point')
      .map(([, point]) => point as { x: number; y: number });
    expect(points[0]).to.deep.equal({ of: 'source', participantId: 'p-nhi', sourceId: 'p-nhi-cam', x: 0.6, y: 0.5 });
    expect(points[1]!.x).to.be.closeTo(0.25, 0.01);
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await element.updateComplete;
    expect(all('.pointing')).to.have.length(0);
  });

  it('shows where another points, at that place', async () => {
    const at = Date.now();
    const pointers = {
      'p-nhi': { of: 'source', participantId: 'p-nhi', sourceId: 'p-nhi-cam', x: 0.25, y: 0.5, at },
    } as const;
    const { all } = await setup(session({ pointers }), () => picture());
    const [dot, room] = [all<HTMLElement>('.dot')[0]!, all('.dots')[0]!].map((one) => one.getBoundingClientRect());
    expect((dot!.left + dot!.width / 2 - room!.left) / room!.width).to.be.closeTo(0.25, 0.01);
  });

  it('goes on when it is moved, and stops the sound when it is gone', async () => {
    const stream = new MediaStream();
    const stopped: string[] = [];
    const pause = HTMLMediaElement.prototype.pause;
    HTMLMediaElement.prototype.pause = function () {
      if (this instanceof HTMLAudioElement && this.srcObject === stream) stopped.push('pause');
      return pause.call(this);
    };
    try {
      const { element, store } = await setup(session(), () => stream);
      const other = await fixture(html`<div></div>`);
      other.append(element);
      await element.updateComplete;
      expect(stopped).to.deep.equal([]);
      expect(store.listeners).to.equal(1);
      element.remove();
      expect(store.listeners).to.equal(0);
      await waitUntil(() => stopped.length > 0);
      expect(stopped).to.have.length(1);
    } finally {
      HTMLMediaElement.prototype.pause = pause;
    }
  });
});

const verbs = (store: { requests: unknown[][] }) =>
  store.requests.map(([verb]) => verb).filter((verb) => verb !== 'stream');

/** A moving picture, twice as wide as high. */
function picture(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 128, height: 64 });
  canvas.getContext('2d')!.fillRect(0, 0, 128, 64);
  return canvas.captureStream(5);
}

async function setup(
  state: Partial<ConsultationState>,
  stream: (participantId: string, sourceId: string) => MediaStream | undefined = () => undefined,
) {
  const store = fakeConsultationStore(state);
  store.stream = stream;
  const patient = {
    name: 'Nguyễn Văn Đảo',
    birthDate: '2024-06-20',
    identifiers: [{ kind: 'insurance', value: 'TE1222212345678' }],
  };
  const caseStore = fakeCaseStore({ status: 'ready', case: { request: { patient }, allowed: ['end'] } as never });
  const element = await fixture<ConsultationElement>(
    html`<diemcau-consultation case-id="case-1" .store=${store} .caseStore=${caseStore}></diemcau-consultation>`,
  );
  const root = element.shadowRoot!;
  const all = <E extends Element = HTMLElement>(selector: string) => [...root.querySelectorAll<E>(selector)];
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
  };
}
