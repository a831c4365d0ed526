import type { Copies } from '../internal/copies.types.js';
import { lazily } from '../internal/lazily.js';
import type { createCopies } from './create-copies.js';

/** The copies, brought when a case is opened or the time of one may be over. */
export function lazyCopies(deps: Parameters<typeof createCopies>[0]): Copies {
  const copies = lazily(async () => (await import('./create-copies.js')).createCopies(deps));
  return {
    put: async (...args) => (await copies()).put(...args),
    head: async (...args) => (await copies()).head(...args),
    piece: async (...args) => (await copies()).piece(...args),
    heads: async () => (await copies()).heads(),
    drop: async (...args) => (await copies()).drop(...args),
    sweep: async () => (await copies()).sweep(),
  };
}
