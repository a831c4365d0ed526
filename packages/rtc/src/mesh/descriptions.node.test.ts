import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareFingerprint, readFingerprints } from './fingerprint.js';
import { askForSpeech } from './opus.js';
import { decodeSignal } from './signal-message.js';

const print = (byte: string) => `sha-256 ${Array(32).fill(byte).join(':')}`;
const sdp = (...prints: string[]) => ['v=0', ...prints.map((one) => `a=fingerprint:${one}`), ''].join('\r\n');

describe('a description', () => {
  it('is compared by its one fingerprint, whatever the case', () => {
    assert.deepEqual(readFingerprints(sdp(print('AB'), print('ab'))), [print('ab')]);
    assert.equal(compareFingerprint(sdp(print('AB')), print('ab')), 'verified');
    assert.equal(compareFingerprint(sdp(print('AB')), undefined), 'unverified');
  });

  it('is refused with another fingerprint, a second one, or none', () => {
    assert.equal(compareFingerprint(sdp(print('cd')), print('ab')), 'failed');
    assert.equal(compareFingerprint(sdp(print('ab'), print('cd')), print('ab')), 'failed');
    assert.equal(compareFingerprint(sdp(), print('ab')), 'failed');
    assert.equal(compareFingerprint(sdp(print('ab'), print('cd')), undefined), 'failed');
  });

  it('asks for speech, and keeps what else it says of the codec', () => {
    const lines = ['a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=0', 'a=fmtp:63 111/111', ''].join(
      '\r\n',
    );
    const [, fmtp, red] = askForSpeech(lines).split('\r\n');
    assert.equal(
      fmtp,
      'a=fmtp:111 minptime=10;useinbandfec=1;maxaveragebitrate=24000;usedtx=1;stereo=0;sprop-stereo=0',
    );
    assert.equal(red, 'a=fmtp:63 111/111');
  });
});

describe('a signalling message', () => {
  it('is read, or is nothing', () => {
    const good = { v: 1, room: 'r', peer: 1, type: 'ask', n: 1, restart: true, media: { audio: 1, video: 1 } };
    assert.deepEqual(decodeSignal(good), good);
    for (const bad of [
      null,
      'x',
      {},
      { ...good, v: 2 },
      { ...good, peer: -1 },
      { ...good, media: { audio: 'x', video: 1 } },
      { ...good, type: 'offer' },
    ])
      assert.equal(decodeSignal(bad), undefined);
  });
});
