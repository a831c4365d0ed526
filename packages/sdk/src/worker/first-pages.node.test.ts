import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newestPageSize, newestPagesCount, toShareDocument } from '@diemcau/fhir';
import type { Bundle, Composition } from 'fhir/r4';
import { firstPages, firstPagesOf, type SourceKind } from './first-pages.js';

describe('the first pages of a shared document', () => {
  for (const kind of ['source', 'batch'] as const) {
    it(`are its first entries, with a table of contents of these (${kind})`, () => {
      const { document, text } = setup(kind);
      const found = bundleOf(firstPages(text, kind), kind);
      const count = newestPagesCount(text)!;
      assert.ok(count < document.entry!.length);
      assert.deepEqual(found.entry!.slice(1), document.entry!.slice(1, count));
      const contents = (bundle: Bundle) => (bundle.entry![0]!.resource as Composition).section!;
      assert.deepEqual(
        contents(found),
        contents(document).map((section) =>
          section.entry ? { ...section, entry: section.entry.slice(0, newestPageSize) } : section,
        ),
      );
    });

    it(`are found in a text that is still arriving, long before its end (${kind})`, () => {
      const { text } = setup(kind);
      const bytes = new TextEncoder().encode(text);
      const take = firstPagesOf(kind);
      let at = 0;
      let found: string | null | undefined;
      // Pieces of an odd length, so that characters are cut in two.
      for (; at < bytes.length && typeof found !== 'string'; at += 777) found = take(bytes.subarray(at, at + 777));
      assert.ok(at < bytes.length / 2, `${at} of ${bytes.length}`);
      assert.deepEqual(bundleOf(found, kind), bundleOf(firstPages(text, kind), kind));
      assert.equal(take(bytes.subarray(at, at + 777)), null, 'once');
    });
  }

  it('are sought in no other text', () => {
    const other = JSON.stringify({ resourceType: 'Bundle', type: 'collection', note: 'x'.repeat(5_000), entry: [] });
    assert.equal(firstPages(other, 'source'), undefined);
    const take = firstPagesOf('source');
    assert.equal(take(new TextEncoder().encode(other)), null);
    assert.equal(take(new TextEncoder().encode(other)), null);
  });

  it('are none where the document ends before them', () => {
    const { text } = setup('source');
    assert.equal(firstPages(text.slice(0, 8_000), 'source'), undefined);
  });
});

function bundleOf(text: string | null | undefined, kind: SourceKind): Bundle {
  const parsed = JSON.parse(text!) as Bundle;
  return kind === 'batch' ? (parsed.entry![0]!.resource as Bundle) : parsed;
}

/** A share of two long sections and a short one, with words in it that look like the seams of the text. */
function setup(kind: SourceKind): { document: Bundle; text: string } {
  const seams = ['"}]', ',{"fullUrl":', '"},{"reference":"', '"entry":[{"reference":"'];
  const subject = { reference: 'Patient/p' };
  const dated = (index: number) => new Date(Date.UTC(2026, 0, 1, index)).toISOString();
  const { ok: document } = toShareDocument({
    bundle: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Bé Na' }] } },
        ...Array.from({ length: 900 }, (_, index) => ({
          resource:
            index % 3
              ? {
                  resourceType: 'Condition',
                  id: `c${index}`,
                  code: { text: `Bệnh ${seams[index % 4]}` },
                  subject,
                  recordedDate: dated(index),
                }
              : {
                  resourceType: 'Procedure',
                  id: `r${index}`,
                  code: { text: `Mổ ${index}` },
                  subject,
                  status: 'completed',
                  performedDateTime: dated(index),
                },
        })),
        { resource: { resourceType: 'AllergyIntolerance', id: 'a', code: { text: 'Penicillin' }, patient: subject } },
      ],
    },
    documentId: 'd',
    caseId: 'c',
    siteId: '22001',
    siteName: 'Cô Tô "}]',
    author: { sub: '1', name: 'BS' },
    withheld: ['socialHistory'],
    now: '2026-10-05T03:00:00Z',
  });
  const text = JSON.stringify(document);
  return {
    document: document!,
    text:
      kind === 'source'
        ? text
        : `{"resourceType":"Bundle","type":"batch-response","entry":[{"resource":${text},"response":{"status":"200"}}]}`,
  };
}
