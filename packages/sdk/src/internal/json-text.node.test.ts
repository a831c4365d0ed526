import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonText } from './json-text.js';

test('JSON is JSON on a page whose library gives arrays and strings a toJSON, and the page keeps its own', () => {
  const value = { a: [1, 'x', { toJSON: () => [2] }], at: new Date(0) };
  const plain = JSON.stringify(value);
  const patched = [Array.prototype, String.prototype] as { toJSON?: () => string }[];
  for (const prototype of patched)
    Object.defineProperty(prototype, 'toJSON', { value: () => 'foreign', configurable: true, enumerable: true });
  try {
    assert.notEqual(JSON.stringify(value), plain);
    assert.equal(jsonText(value), plain);
    const circle: unknown[] = [];
    circle.push(circle);
    assert.throws(() => jsonText(circle));
    for (const prototype of patched) assert.equal(prototype.toJSON?.(), 'foreign');
  } finally {
    for (const prototype of patched) delete prototype.toJSON;
  }
  assert.equal(jsonText(value), plain);
});
