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
  // By bare id, so that no string is built per resource; ids that several types share are rare.
  readonly #byId = new Map<string, Placed | Placed[]>();

  // What a Composition contains has a place of its own.
  readonly #inner = new Map<Json, Placed>();

  constructor(placed: readonly Placed[]) {
    for (const item of placed) {
      if (item.at.includes('.contained[')) this.#inner.set(item.resource, item);
      if (item.fullUrl && !this.#byUrl.has(item.fullUrl)) this.#byUrl.set(item.fullUrl, item);
      const id = asText(item.resource['id']) ?? idOfUrl(item);
      if (id) this.#addId(id, item);
    }
  }

  /** The resource of a Reference, of its contained resources too; undefined when it is not in the source. */
  find(reference: unknown, owner?: Json): Placed | undefined {
    const url = asText(asObject(reference)?.['reference']);
    if (!url) return undefined;
    if (url.startsWith('#')) {
      const inner = contained(url.slice(1), owner);
      return inner && (this.#inner.get(inner.resource) ?? inner);
    }
    return this.findUrl(url);
  }

  /** No other resource of the source has this bare id, whatever its type. */
  isOnly(id: string): boolean {
    const found = this.#byId.get(id);
    return found !== undefined && !Array.isArray(found);
  }

  /** Some resource of the source has this bare id. */
  hasId(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The resource at a URL. */
  findUrl(url: string): Placed | undefined {
    const direct = this.#byUrl.get(url);
    if (direct) return direct;
    if (url.startsWith('urn:uuid:')) return this.#pick(url.slice(9), undefined);
    const history = url.indexOf('/_history/');
    const bare = history < 0 ? url : url.slice(0, history);
    const known = history < 0 ? undefined : this.#byUrl.get(bare);
    if (known) return known;
    const id = bare.lastIndexOf('/');
    return id <= 0 ? undefined : this.#pick(bare.slice(id + 1), bare.slice(bare.lastIndexOf('/', id - 1) + 1, id));
  }

  #pick(id: string, type: string | undefined): Placed | undefined {
    const found = this.#byId.get(id);
    if (found === undefined) return undefined;
    if (!Array.isArray(found)) return type === undefined || found.type === type ? found : undefined;
    return type === undefined ? found[0] : found.find((item) => item.type === type);
  }

  #addId(id: string, item: Placed): void {
    const known = this.#byId.get(id);
    if (known === undefined) this.#byId.set(id, item);
    else if (!Array.isArray(known)) this.#byId.set(id, [known, item]);
    // Many of one id would make every search long: further ones of a type cannot be found by it anyway.
    else if (known.length < 200 && !known.some(({ type }) => type === item.type)) known.push(item);
  }
}

/** The id that an entry's address gives a resource without one. */
function idOfUrl({ fullUrl, type }: Placed): string | undefined {
  const start = fullUrl?.lastIndexOf(`${type}/`) ?? -1;
  return start < 0 ? undefined : fullUrl!.slice(start + type.length + 1);
}

function contained(id: string, owner: Json | undefined): Placed | undefined {
  for (const resource of asObjects(owner?.['contained'])) {
    if (resource['id'] === id)
      return { resource, type: asText(resource['resourceType']) ?? '', at: `#${id}`, index: -1 };
  }
  return undefined;
}
