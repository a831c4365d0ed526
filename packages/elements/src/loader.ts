import { bufferCalls } from './internal/buffer-calls.js';
import { loaderKey, waitingRootsKey, type LoaderHandle } from './internal/loader-registry.js';
import { methods, tags } from './tags.js';

// Whoever imports the loader alone knows the tags and their events too.
export type {} from './index.js';

const version = '0.1.0';

/** Elements that wait for their definition, by tag, with what wakes each. */
const waiting = new Map<string, Map<Element, () => void>>();
const observed = new WeakSet<Node>();
const bringing = new Map<string, Promise<void>>();

/** Brings a tag once; a failure is forgotten, so that the next such element tries again. */
function bring(tag: string): Promise<void> {
  let coming = bringing.get(tag);
  if (!coming) {
    coming = tags[tag]!().then(
      () => wake(tag),
      (cause: unknown) => {
        bringing.delete(tag);
        // eslint-disable-next-line no-console -- for who embeds it: there is no element yet that could tell
        console.error(`${tag} could not be loaded`, cause);
      },
    );
    bringing.set(tag, coming);
  }
  return coming;
}

function wake(tag: string): void {
  const elements = waiting.get(tag);
  waiting.delete(tag);
  for (const [element, replay] of elements ?? []) {
    customElements.upgrade(element);
    replay();
  }
}

function meet(element: Element): void {
  const tag = element.localName;
  if (!Object.hasOwn(tags, tag) || customElements.get(tag)) return;
  let elements = waiting.get(tag);
  if (!elements) waiting.set(tag, (elements = new Map()));
  if (!elements.has(element)) elements.set(element, bufferCalls(element as HTMLElement, methods[tag] ?? []));
  void bring(tag);
}

function search(root: ParentNode): void {
  for (const element of root.querySelectorAll(':not(:defined)')) meet(element);
}

function observeHere(root: Document | ShadowRoot): void {
  if (observed.has(root)) return;
  observed.add(root);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        meet(node);
        search(node);
      }
    }
  }).observe(root, { childList: true, subtree: true });
  search(root);
}

function start(): LoaderHandle {
  const first = window[loaderKey];
  if (first) {
    // eslint-disable-next-line no-console -- for who embeds it: there is no element yet that could tell
    console.info(`Điểm Cầu: loader ${version} leaves this page to loader ${first.version}, which came first.`);
    return first;
  }
  const handle: LoaderHandle = Object.freeze({ version, observe: observeHere });
  Object.defineProperty(window, loaderKey, { value: handle });
  observeHere(document);
  for (const waitingRoot of window[waitingRootsKey] ?? []) {
    const root = waitingRoot.deref();
    if (root) observeHere(root);
  }
  delete window[waitingRootsKey];
  return handle;
}

const handle = typeof document === 'undefined' ? undefined : start();

/** Lets the page's loader find tags in a shadow root too (or in another document). Without a document it does nothing. */
export function observe(root: Document | ShadowRoot): void {
  handle?.observe(root);
}
