import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIceServers } from './read-ice-servers.js';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;

test('relays are taken as the gateway tells them, and nothing else is', () => {
  const iceServers = [{ urls: ['turn:relay.example.vn:3478'], username: '1:22001', credential: 'c' }];
  assert.deepEqual(readIceServers(bytes({ iceServers, expires: 1 })), iceServers);
  assert.deepEqual(readIceServers(bytes({ iceServers: [] })), []);
  for (const wrong of [{}, { iceServers: [{ urls: ['https://evil.example'] }] }, { iceServers: [{ urls: 'x' }] }])
    assert.throws(() => readIceServers(bytes(wrong)), { code: 'network/response-malformed' });
  assert.throws(() => readIceServers(new ArrayBuffer(3)), { code: 'network/response-malformed' });
});
