import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEnvironment, isBlockedByPolicy, type Surroundings } from './environment.js';

const whole = (): Surroundings => ({
  isSecureContext: true,
  RTCPeerConnection: class {},
  navigator: { mediaDevices: {} },
  document: { permissionsPolicy: { allowsFeature: () => true } },
});
const without = (...features: string[]) => ({ allowsFeature: (feature: string) => !features.includes(feature) });

describe('what a page lacks for a call', () => {
  const rows: [what: string, surroundings: Surroundings, expected: [code: string, at: string][]][] = [
    ['nothing', whole(), []],
    [
      'the call engine of the browser',
      { ...whole(), RTCPeerConnection: undefined },
      [['rtc/unsupported', 'RTCPeerConnection']],
    ],
    [
      'https: then there are no devices either, and one reason is enough',
      { ...whole(), isSecureContext: false, navigator: {} },
      [['rtc/unsupported', 'secure-context']],
    ],
    ['devices', { ...whole(), navigator: {} }, [['rtc/unsupported', 'mediaDevices']]],
    [
      'the host’s leave to use the camera',
      { ...whole(), document: { permissionsPolicy: without('camera') } },
      [['rtc/policy-blocked', 'camera']],
    ],
    [
      'the leave for both, asked by the older name',
      { ...whole(), document: { featurePolicy: without('camera', 'microphone') } },
      [
        ['rtc/policy-blocked', 'microphone'],
        ['rtc/policy-blocked', 'camera'],
      ],
    ],
    [
      'everything, as in bare Node',
      {},
      [
        ['rtc/unsupported', 'RTCPeerConnection'],
        ['rtc/unsupported', 'secure-context'],
      ],
    ],
  ];
  for (const [what, surroundings, expected] of rows)
    it(what, () => {
      const problems = checkEnvironment(surroundings);
      assert.deepEqual(
        problems.map(({ code, details }) => [code, details?.at]),
        expected,
      );
      assert.ok(problems.every(({ retryable }) => !retryable));
    });

  it('a browser that tells no policy counts as allowed', () => {
    assert.equal(isBlockedByPolicy('display-capture', { document: {} }), false);
    assert.equal(isBlockedByPolicy('camera', {}), false);
    assert.equal(
      isBlockedByPolicy('display-capture', { document: { permissionsPolicy: without('display-capture') } }),
      true,
    );
  });
});
