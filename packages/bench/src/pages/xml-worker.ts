/** The worker of the xml bench: our reader, and saxes making plain objects of the same text. */
import { readInsuranceXml } from '@diemcau/fhir/xml';
import { SaxesParser } from 'saxes';

interface Node {
  [name: string]: string | Node | (string | Node)[];
}

function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Elements as objects, repeated ones as arrays, text as strings; the tables in the envelope are opened too. */
function toObject(text: string): Node {
  const parser = new SaxesParser();
  const root: Node = {};
  const path: Node[] = [root];
  let words = '';
  parser.on('opentag', () => {
    path.push({});
    words = '';
  });
  parser.on('text', (more) => (words += more));
  parser.on('closetag', ({ name }) => {
    const node = path.pop()!;
    const isLeaf = Object.keys(node).length === 0;
    const value = !isLeaf
      ? node
      : name === 'NOIDUNGFILE' && words !== ''
        ? toObject(new TextDecoder().decode(bytesOf(words)))
        : words;
    words = '';
    const parent = path.at(-1)!;
    const before = parent[name];
    if (before === undefined) parent[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parent[name] = [before, value];
  });
  parser.write(text).close();
  return root;
}

const readers = {
  floor: toObject,
  ours(text: string) {
    const { ok } = readInsuranceXml(text);
    if (!ok) throw new Error('not read');
    return ok;
  },
};

let kept: unknown;
self.addEventListener(
  'message',
  ({ data: { reader, text } }: MessageEvent<{ reader: keyof typeof readers; text: string }>) => {
    const start = performance.now();
    kept = readers[reader](text);
    const ms = performance.now() - start;
    const entries = (kept as { entry?: unknown[] }).entry?.length ?? 0;
    self.postMessage({ ms, entries });
  },
);
