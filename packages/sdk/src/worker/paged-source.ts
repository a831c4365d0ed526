import { DiemcauError } from '@diemcau/protocol';

/** What a page of a server's answer says of the rest. */
export interface PageNote {
  /** Resources that no page before had. */
  added: number;
  /** Resources of all pages so far. */
  read: number;
  /** Entries of the page that are no inclusions. */
  found: number;
  /** All that the search found, as the server says. */
  total?: number;
  /** Address of the next page, as the server wrote it. */
  next?: string;
  /** The page could not be read whole, or says itself that something is missing. */
  incomplete: boolean;
}

interface Entry {
  resource?: {
    resourceType?: unknown;
    id?: unknown;
    meta?: { versionId?: unknown; lastUpdated?: unknown };
    issue?: unknown;
  };
  search?: { mode?: unknown };
}

/** Pages of one server's answers, gathered as one source: a reference finds its target on whatever page it came. */
export class PagedSource {
  readonly #entries: unknown[] = [];
  readonly #known = new Map<string, unknown>();

  /**
   * Takes a page in: a Bundle, or one resource.
   * @throws DiemcauError `network/response-malformed` for what is no FHIR
   */
  add(page: unknown): PageNote {
    const bundle = page as
      { resourceType?: unknown; entry?: unknown; link?: unknown; total?: unknown } | null | undefined;
    if (typeof bundle?.resourceType !== 'string')
      throw new DiemcauError('network/response-malformed', { at: 'Bundle' });
    const isBundle = bundle.resourceType === 'Bundle';
    const entries = isBundle ? list(bundle.entry) : [{ resource: bundle }];
    const before = this.#entries.length;
    let incomplete = false;
    for (const entry of entries as (Entry | null)[]) {
      if (entry?.resource?.resourceType === 'OperationOutcome') incomplete ||= saysMissing(entry.resource.issue);
      if (this.#isNew(entry)) this.#entries.push(entry);
    }
    const found = (entries as (Entry | null)[]).filter((entry) => !aside.has(entry?.search?.mode)).length;
    const next = isBundle ? nextOf(bundle.link) : undefined;
    return {
      added: this.#entries.length - before,
      read: this.#entries.length,
      incomplete,
      found,
      ...(typeof bundle.total === 'number' ? { total: bundle.total } : {}),
      ...(next === undefined ? {} : { next }),
    };
  }

  /** All pages as one Bundle; `incomplete`: more exists than is here. */
  bundle(incomplete: boolean): unknown {
    const lost = {
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] },
    };
    return { resourceType: 'Bundle', type: 'searchset', entry: incomplete ? [...this.#entries, lost] : this.#entries };
  }

  /** The same version of a resource comes again with each page that includes it: no fact of its own. */
  #isNew(entry: Entry | null): boolean {
    const resource = entry?.resource;
    if (typeof resource?.resourceType !== 'string' || typeof resource.id !== 'string') return true;
    const key = `${resource.resourceType}/${resource.id}`;
    const known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, resource);
    else return JSON.stringify(known) !== JSON.stringify(resource);
    return true;
  }
}

const aside: ReadonlySet<unknown> = new Set(['include', 'outcome']);

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function nextOf(links: unknown): string | undefined {
  for (const link of list(links) as ({ relation?: unknown; url?: unknown } | null)[])
    if (link?.relation === 'next') return typeof link.url === 'string' ? link.url : '';
  return undefined;
}

const missing: ReadonlySet<unknown> = new Set(['incomplete', 'too-costly', 'throttled', 'timeout', 'suppressed']);

function saysMissing(issues: unknown): boolean {
  return (list(issues) as ({ severity?: unknown; code?: unknown } | null)[]).some(
    (issue) => issue?.severity === 'error' || issue?.severity === 'fatal' || missing.has(issue?.code),
  );
}
