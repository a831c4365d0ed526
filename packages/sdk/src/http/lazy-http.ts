import { lazily } from '../internal/lazily.js';
import type { createHttp, HttpDeps } from './create-http.js';

/** The HTTP client, brought by the first request. What is asked in one turn still travels in one batch. */
export function lazyHttp(deps: HttpDeps): ReturnType<typeof createHttp> {
  let closed = false;
  const http = lazily(async () => {
    const made = (await import('./create-http.js')).createHttp(deps);
    if (closed) made.close();
    return made;
  });
  return {
    read: async (...args) => (await http()).read(...args),
    search: async (...args) => (await http()).search(...args),
    bytes: async (...args) => (await http()).bytes(...args),
    command: async (...args) => (await http()).command(...args),
    post: async (...args) => (await http()).post(...args),
    close() {
      closed = true;
      http.own?.close();
    },
  };
}
