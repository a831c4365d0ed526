import { asObject, asObjects, asText } from './json.js';
import type { Json } from './json.js';

/** One resource of a source and where it stands. */
export interface Placed {
  resource: Json;
  type: string;
  fullUrl?: string;
  /** FHIRPath in the source. */
  at: string;
  index: number;
}

/** Finds the resources that references point to: by fullUrl, `Type/id`, `urn:uuid:id`, versions and server bases left out. */
export class References {
  readonly #byUrl = new Map<string, Placed>();

  constructor(placed: readonly Placed[]) {
    for (const item of placed) {
      const id = asText(item.resource['id']);
      if (item.fullUrl) this.#add(item.fullUrl, item);
      if (!id) continue;
      this.#add(`${item.type}/${id}`, item);
      this.#add(`urn:uuid:${id}`, item);
    }
  }

  /** The resource of a Reference, of its contained resources too; undefined when it is not in the source. */
  find(reference: unknown, owner?: Json): Placed | undefined {
    const url = asText(asObject(reference)?.['reference']);
    if (!url) return undefined;
    if (url.startsWith('#')) return contained(url.slice(1), owner);
    return this.findUrl(url);
  }

  /** The resource at a URL. */
  findUrl(url: string): Placed | undefined {
    const direct = this.#byUrl.get(url);
    if (direct) return direct;
    const history = url.indexOf('/_history/');
    const bare = history < 0 ? url : url.slice(0, history);
    const known = history < 0 ? undefined : this.#byUrl.get(bare);
    if (known) return known;
    const id = bare.lastIndexOf('/');
    if (id <= 0) return undefined;
    const type = bare.lastIndexOf('/', id - 1);
    return type < 0 ? undefined : this.#byUrl.get(bare.slice(type + 1));
  }

  #add(url: string, item: Placed): void {
    if (!this.#byUrl.has(url)) this.#byUrl.set(url, item);
  }
}

function contained(id: string, owner: Json | undefined): Placed | undefined {
  for (const resource of asObjects(owner?.['contained'])) {
    if (resource['id'] === id) return { resource, type: asText(resource['resourceType']) ?? '', at: `#${id}`, index: -1 };
  }
  return undefined;
}
