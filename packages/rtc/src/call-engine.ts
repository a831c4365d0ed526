import { DiemcauError, type SourceDescription } from '@diemcau/protocol';
import type { CallEngine, CallEnginePorts, CallSnapshot } from './call-engine.types.js';
import { idleCall, nextCall, type CallEvent } from './call-machine.js';
import { CallRoster } from './call-roster.js';
import { createDevices } from './devices.js';
import { Emitter } from './internal/emitter.js';
import { Publisher } from './internal/publisher.js';
import { systemTimers } from './internal/timers.js';
import { LocalMedia } from './local-media.js';
import { openRoom as openRealRoom } from './open-room.js';
import { chooseStep, climb, encodingFor, initialQuality } from './quality-ladder.js';
import type { ConnectionState, LinkStats, Room, RoomEvents } from './room.js';
import { decodeStill, encodeStill, takeStill } from './stills.js';

const measureEvery = 1_000;
const stillEvery = 5_000;
/** Measures until a silence is told as a break. */
const breakNoticedAfter = 4;
/** Bytes of a still on their way above which the next one is left out. */
const stillWaits = 1;

/**
 * Makes the call of one consultation. It serves one joining: after `leave`, make another with a new participant id.
 * @throws nothing; verbs reject with a `DiemcauError`.
 */
export function createCallEngine(ports: CallEnginePorts): CallEngine {
  const { timers = systemTimers, now = Date.now, devices = createDevices(), openRoom = openRealRoom } = ports;
  const alarms = new Emitter<Pick<RoomEvents, 'alarm'>>();
  const stills = new Map<string, Blob>();
  const stop: (() => void)[] = [];
  let room: Room | undefined;
  let opening: Promise<Room> | undefined;
  let quality = initialQuality({ camera: true });
  /** Of the last measures, the newest first. */
  let past: (typeof quality)[] = [];
  /** Those whose line is broken, and the ladder as it stood before. */
  const breaks = new Set<string>();
  let beforeBreak: typeof quality | undefined;
  let lastStill = -Infinity;
  let announced = '';
  let signalling = true;
  let preparing: Promise<void> | undefined;
  let joining: Promise<void> | undefined;
  let closed = false;

  const media = new LocalMedia(devices, (source) => {
    room?.publish(source);
    room?.limit(source.sourceId, encodingFor(source.kind, quality.step));
    publish();
    announce();
  });
  const roster = new CallRoster(ports.participantId, () => {
    publish();
    judgeLine();
  });
  const publisher = new Publisher<CallSnapshot>({
    call: idleCall,
    participants: [],
    microphone: 'muted',
    camera: 'off',
    screen: devices.canShareScreen ? 'off' : 'unsupported',
    devices: [],
    quality: { step: quality.step, reason: quality.reason },
    sources: [],
  });
  const call = () => publisher.state.call;
  const described = (): SourceDescription[] =>
    media.sources.map(({ sourceId, kind, active }) => ({ sourceId, kind, active }));

  function dispatch(event: CallEvent): void {
    const next = nextCall(call(), event);
    if (next !== call()) publisher.set({ call: Object.freeze(next) });
  }

  function publish(): void {
    const microphone = media.state('microphone');
    publisher.set({
      participants: Object.freeze(roster.all),
      microphone: microphone === 'off' ? 'muted' : microphone,
      camera: media.state('camera'),
      screen: !devices.canShareScreen ? 'unsupported' : media.state('screen') === 'on' ? 'on' : 'off',
      quality: { step: quality.step, reason: quality.reason },
      sources: Object.freeze(described()),
      deviceError: media.error,
    });
  }

  function announce(): void {
    const { status } = call();
    const sources = described();
    const text = JSON.stringify(sources);
    if ((status !== 'joined' && status !== 'reconnecting') || text === announced) return;
    announced = text;
    ports.announce(sources);
  }

  /** `reconnecting` when nobody is in reach; a lost socket alone is no break while media flow. */
  function judgeLine(): void {
    const { status } = call();
    const alone = roster.all.length === 0 && !signalling;
    if (status === 'joined' && (roster.lost || alone)) dispatch({ type: 'lost', at: now() });
    else if (status === 'reconnecting' && !roster.lost && !alone) dispatch({ type: 'regained', at: now() });
  }

  async function listDevices(): Promise<void> {
    try {
      const found = await devices.list();
      const chosen = (kind: string) => (kind === 'speaker' ? undefined : media.chosen(kind as 'microphone' | 'camera'));
      publisher.set({
        devices: Object.freeze(found.map((one) => ({ ...one, selected: chosen(one.kind) === one.deviceId }))),
      });
    } catch {
      // shown by the device's own state
    }
  }

  /** The one room of this call, opened when first needed. */
  function theRoom(): Promise<Room> {
    opening ??= openRoom({ ...ports, signalling: ports.signalling }).then((opened) => {
      if (closed) {
        opened.close();
        throw new DiemcauError('rtc/closed');
      }
      room = opened;
      roster.follow(opened);
      opened.on('alarm', (alarm) => alarms.emit('alarm', alarm));
      opened.on('connection', ({ participantId, state }) => followBreak(participantId, state));
      opened.on('left', ({ participantId }) => {
        breaks.delete(participantId);
        for (const key of stills.keys()) if (key.startsWith(`${participantId} `)) stills.delete(key);
      });
      opened.lane('reliable').onMessage(({ from, data }) => takeIn(from, data));
      for (const source of media.sources) opened.publish(source);
      applyQuality();
      return opened;
    });
    return opening;
  }

  function takeIn(from: string, data: string | ArrayBuffer): void {
    const still = typeof data === 'string' ? undefined : decodeStill(data);
    if (!still) return;
    stills.set(`${from} ${still.sourceId}`, still.image);
    publish();
  }

  async function openWished({
    microphone = true,
    camera = true,
  }: {
    microphone?: boolean;
    camera?: boolean;
  }): Promise<void> {
    const bring = (kind: 'microphone' | 'camera', on: boolean) =>
      on || media.state(kind) === 'on' ? media.set(kind, on) : undefined;
    await Promise.allSettled([bring('microphone', microphone), bring('camera', camera)]); // who has no camera still joins
    await listDevices();
  }

  function applyQuality(): void {
    for (const { sourceId, kind } of media.sources) room?.limit(sourceId, encodingFor(kind, quality.step));
  }

  async function measure(): Promise<void> {
    const stats = (await room?.stats().catch(() => [])) ?? [];
    if (closed) return;
    roster.measure(stats);
    // A line that is gone, or was, says nothing about how much it carries.
    const telling = stats.filter(({ interrupted }) => !interrupted);
    if (call().status === 'joined' && telling.length > 0) {
      past = [quality, ...past].slice(0, breakNoticedAfter);
      takeQuality(climb(quality, worst(telling)));
    }
    await sendStill();
  }

  function takeQuality(next: typeof quality): void {
    const changed = next.step !== quality.step;
    quality = next;
    if (changed) applyQuality();
    publish();
  }

  /** A break is noticed after its first bad measures: what they cost is given back when the line is. */
  function followBreak(participantId: string, state: ConnectionState): void {
    const broken = state === 'reconnecting' || state === 'away';
    if (broken) {
      if (breaks.size === 0) beforeBreak = past.at(-1);
      breaks.add(participantId);
    } else if (breaks.delete(participantId) && breaks.size === 0 && beforeBreak && !quality.chosen) {
      takeQuality({ ...beforeBreak, camera: quality.camera });
    }
  }

  async function sendStill(): Promise<void> {
    const track = media.track('camera');
    if (quality.step !== 'stills' || !room || !track || timers.now() - lastStill < stillEvery) return;
    const lane = room.lane('reliable');
    if (lane.waiting >= stillWaits) return;
    lastStill = timers.now();
    const image = await takeStill(track).catch(() => undefined);
    const data = image && (await encodeStill({ sourceId: 'camera', image }));
    if (data && !closed) lane.send(data);
  }

  async function enter(wish: { microphone?: boolean; camera?: boolean }): Promise<void> {
    try {
      await Promise.all([theRoom(), openWished(wish)]);
      room?.warm();
      if (closed) throw new DiemcauError('rtc/closed');
      stop.push(ports.signalling.onRoster((participants) => roster.take(participants)));
      const sources = described();
      announced = JSON.stringify(sources);
      await ports.enter(sources);
      if (closed) return;
      dispatch({ type: 'joined', at: now() });
      announce();
      stop.push(timers.every(measureEvery, () => void measure()));
    } catch (error) {
      const failure = DiemcauError.from(error, 'rtc/connection-failed');
      dispatch({ type: 'failed', error: failure, at: now() });
      letGo();
      throw failure;
    }
  }

  function letGo(): void {
    closed = true;
    for (const one of stop.splice(0)) one();
    room?.close();
    room = undefined;
    media.close();
    stills.clear();
    alarms.clear();
  }

  stop.push(devices.onChange(() => void listDevices()));

  return {
    snapshot: () => publisher.state,
    subscribe: (listener) => publisher.subscribe(listener),
    prepare(wish = {}) {
      dispatch({ type: 'prepare' });
      if (call().status !== 'preparing') return Promise.resolve();
      preparing ??= Promise.all([openWished(wish), theRoom().catch(() => undefined)]).then(() => {
        room?.warm();
        dispatch({ type: 'prepared' });
      });
      return preparing;
    },
    async join(wish = {}) {
      if (closed) throw new DiemcauError('rtc/closed');
      dispatch({ type: 'join' });
      await preparing;
      if (call().status !== 'joining' || joining) return joining;
      joining = enter(wish);
      return joining;
    },
    setMicrophone: (on) => media.set('microphone', on),
    setCamera: (on) => media.set('camera', on),
    shareScreen: (on) => media.set('screen', on),
    async selectDevice(kind, deviceId) {
      if (kind !== 'speaker') await media.choose(kind, deviceId);
      await listDevices();
    },
    chooseQuality(step) {
      quality = chooseStep(quality, step);
      applyQuality();
      publish();
    },
    show: (participantId, sourceId, width) => room?.subscribe(sourceId, { participantId, width }),
    stream: (participantId, sourceId) =>
      participantId === ports.participantId ? media.stream(sourceId) : room?.stream(participantId, sourceId),
    still: (participantId, sourceId) => stills.get(`${participantId} ${sourceId}`),
    lane(name) {
      if (!room) throw new DiemcauError('rtc/closed');
      return room.lane(name);
    },
    signallingLost() {
      signalling = false;
      judgeLine();
      room?.hold();
    },
    signallingRegained() {
      signalling = true;
      judgeLine();
      room?.resume();
    },
    onAlarm: (listener) => alarms.on('alarm', listener),
    async leave(reason = 'left') {
      dispatch({ type: 'left', reason, at: now() });
      letGo();
      publish();
    },
  };
}

/** The worst of all lines decides what is sent. */
function worst(stats: readonly LinkStats[]) {
  const known = (values: (number | undefined)[]) => values.filter((value) => value !== undefined);
  const least = (values: (number | undefined)[]) => (known(values).length > 0 ? Math.min(...known(values)) : undefined);
  const most = (values: (number | undefined)[]) => (known(values).length > 0 ? Math.max(...known(values)) : undefined);
  return {
    available: least(stats.map(({ availableOut }) => availableOut)),
    loss: most(stats.flatMap(({ loss, lossOut }) => [loss, lossOut])),
    rtt: most(stats.map(({ rtt }) => rtt)),
    concealed: most(stats.map(({ concealed }) => concealed)),
    cpu: stats.some(({ limitedBy }) => limitedBy === 'cpu'),
  };
}
