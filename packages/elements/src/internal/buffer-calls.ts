type Call = { method: string; args: unknown[]; resolve: (value: unknown) => void; reject: (cause: unknown) => void };
type Element = HTMLElement & Record<string, unknown>;

/**
 * Gives an element that is not defined yet stand-ins for its methods, which keep the calls.
 * Answers a function that, once the element is awake, takes the stand-ins away and replays the calls in order.
 */
export function bufferCalls(host: HTMLElement, methods: readonly string[]): () => void {
  const element = host as Element;
  const calls: Call[] = [];
  const kept = methods.filter((method) => !(method in element));
  for (const method of kept) {
    element[method] = (...args: unknown[]) =>
      new Promise((resolve, reject) => calls.push({ method, args, resolve, reject }));
  }
  return () => {
    for (const method of kept) delete element[method];
    for (const { method, args, resolve, reject } of calls) {
      const real = element[method];
      if (typeof real !== 'function') reject(new TypeError(`${element.localName} has no method ${method}`));
      else new Promise((done) => done(real.apply(element, args))).then(resolve, reject);
    }
  };
}
