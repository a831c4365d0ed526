/** An input that is broken on purpose, and what must be shown of it. */
export interface BrokenInput {
  /** What is wrong, as the list of faults numbers and names it. */
  fault: string;
  /** Parsed FHIR, or text. */
  source(): unknown;
  /** Titles that must appear, in any section; none where the whole is refused. */
  shows: readonly string[];
  /** Whether a section must say that it is not whole. */
  truncated?: boolean;
  refused?: boolean;
}

const ho = { resourceType: 'Condition', id: 'ho', code: { text: 'Ho ra máu' } };
const bundle = (...resources: unknown[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const nested = (levels: number, open: string, inside: string, close: string): string =>
  open.repeat(levels) + inside + close.repeat(levels);

/** One for each kind of fault that a record can bring; those of XML and DICOM stand beside their readers. */
export const brokenInputs: readonly BrokenInput[] = [
  {
    fault: '35 narrative with a script: kept as text for the sanitizer, never lost',
    source: () => bundle({ ...ho, text: { status: 'additional', div: '<div><script>alert(1)</script>Ho</div>' } }),
    shows: ['Ho ra máu'],
  },
  {
    fault: '36 JSON that is a million levels deep',
    source: () =>
      `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(ho)}},${nested(1_000_000, '[', '', ']')}]}`,
    shows: ['Ho ra máu'],
  },
  {
    fault: '36 a resource of 20,000 levels',
    source: () =>
      `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(ho)}},{"resource":{"resourceType":"Basic","x":${nested(20_000, '{"a":', '1', '}')}}}]}`,
    shows: ['Ho ra máu'],
  },
  {
    fault: '36 a string of 10 MB',
    source: () => bundle(ho, { resourceType: 'Condition', id: 'l', code: { text: 'a'.repeat(10_000_000) } }),
    shows: ['Ho ra máu'],
  },
  {
    fault: '37 text that is cut off',
    source: () => JSON.stringify(bundle(ho, { resourceType: 'Condition', id: 'c' })).slice(0, -8),
    shows: ['Ho ra máu'],
    truncated: true,
  },
  {
    fault: '37 a line end and a quote inside a text',
    source: () =>
      JSON.stringify(bundle(ho, { resourceType: 'Condition', id: 'c', code: { text: 'X' } })).replace(
        '"X"',
        '"X\n"y""',
      ),
    shows: ['Ho ra máu'],
    truncated: true,
  },
  {
    fault: '37 wrong types everywhere',
    source: () =>
      bundle(
        ho,
        { resourceType: 'Observation', id: 7, code: [], valueQuantity: 'x', component: {}, referenceRange: [[]] },
        [],
        'x',
        7,
      ),
    shows: ['Ho ra máu'],
  },
  {
    fault: '37 __proto__ and constructor as keys',
    source: () =>
      `{"resourceType":"Bundle","__proto__":{"polluted":1},"entry":[{"resource":{"resourceType":"Condition","id":"__proto__","code":{"text":"Ho ra máu"},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}},{"resource":{"resourceType":"constructor","id":"x"}},{"resource":{"resourceType":"__proto__","id":"y"}}]}`,
    shows: ['Ho ra máu'],
  },
  {
    fault: '37 an error page instead of a record',
    source: () => '<!doctype html><html>Đăng nhập</html>',
    shows: [],
    refused: true,
  },
  {
    fault: '37 an OperationOutcome instead of a record',
    source: () => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }),
    shows: [],
    refused: true,
  },
  {
    fault: '40 references that run in a circle',
    source: () =>
      bundle(
        ho,
        { resourceType: 'Observation', id: 'a', code: { text: 'A' }, hasMember: [{ reference: 'Observation/b' }] },
        { resourceType: 'Observation', id: 'b', code: { text: 'B' }, hasMember: [{ reference: 'Observation/a' }] },
        { resourceType: 'PractitionerRole', id: 'r', organization: { reference: 'PractitionerRole/r' } },
        { resourceType: 'List', id: 'l', status: 'current', entry: [{ item: { reference: 'List/l' } }] },
      ),
    shows: ['Ho ra máu', 'A', 'B'],
  },
  {
    fault: '40 contained resources that name each other, a hundred thousand times',
    source: () =>
      bundle(ho, {
        resourceType: 'DiagnosticReport',
        id: 'r',
        code: { text: 'CTM' },
        result: [{ reference: '#o' }],
        contained: [
          {
            resourceType: 'Observation',
            id: 'o',
            code: { text: 'o' },
            hasMember: Array(300).fill({ reference: '#o' }),
          },
        ],
      }),
    shows: ['Ho ra máu', 'CTM'],
  },
  {
    fault: '40 bundles inside bundles',
    source: () =>
      Array.from({ length: 300 }).reduce<object>(
        (inner) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: inner }, { resource: ho }] }),
        ho,
      ),
    shows: ['Ho ra máu'],
  },
  {
    fault: '41 a page as an attachment: kept with its type, for download only',
    source: () =>
      bundle(ho, {
        resourceType: 'DocumentReference',
        id: 'd',
        description: 'Kết quả',
        content: [{ attachment: { contentType: 'text/html', data: 'PHNjcmlwdD4=' } }],
      }),
    shows: ['Ho ra máu', 'Kết quả'],
  },
];
