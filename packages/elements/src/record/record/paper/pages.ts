/** What is set on paper at once: it stays on one page. */
export interface Block {
  node: HTMLElement;
  /** Must not be the last on its page. */
  keep?: boolean;
  isHeading?: boolean;
  /** A row of the section's table, whose head is repeated on each page. */
  isRow?: boolean;
}

/** Makes what the pages are of. */
export interface PageParts {
  /** A page with its repeating head and foot, and the box that is filled. */
  page(): { page: HTMLElement; flow: HTMLElement };
  /** A table with its head. */
  table(): { table: HTMLElement; rows: HTMLElement };
  /** Said at the top of a page that goes on with a section. */
  continued(title: string): HTMLElement;
}

/** Blocks that are laid out at once: about a page. */
export const batch = 40;

/**
 * Sets blocks on pages of a fixed size, by measuring: browsers of the baseline know neither margin boxes nor "page x of y". Every page
 * is complete in itself; nothing is cut off.
 */
export class Pages {
  readonly #body: HTMLElement;
  readonly #parts: PageParts;
  readonly pages: HTMLElement[] = [];
  #flow!: HTMLElement;
  #rows?: { table: HTMLElement; rows: HTMLElement };
  #last?: Block;
  #filled = 0;
  /** Section in progress: named again where it goes on. */
  section?: string;

  constructor(body: HTMLElement, parts: PageParts) {
    this.#body = body;
    this.#parts = parts;
    this.#turn();
  }

  #turn(): void {
    const { page, flow } = this.#parts.page();
    this.#body.append(page);
    this.pages.push(page);
    this.#flow = flow;
    this.#rows = undefined;
    this.#filled = 0;
  }

  #put(block: Block): void {
    if (block.isRow) {
      if (!this.#rows) {
        this.#rows = this.#parts.table();
        this.#flow.append(this.#rows.table);
      }
      this.#rows.rows.append(block.node);
    } else {
      this.#rows = undefined;
      this.#flow.append(block.node);
    }
  }

  /** Sets at most `batch` blocks. */
  place(blocks: readonly Block[]): void {
    let rest = blocks;
    while (rest.length > 0) {
      for (const block of rest) this.#put(block);
      const end = this.#flow.getBoundingClientRect().bottom;
      let fit = rest.findIndex(({ node }) => node.getBoundingClientRect().bottom > end);
      if (fit < 0) {
        this.#filled += rest.length;
        this.#last = rest.at(-1);
        return;
      }
      while (fit > 0 && rest[fit - 1]!.keep) fit--;
      // Higher than a whole page: it stands alone.
      if (fit === 0 && this.#filled === 0) fit = 1;
      let next = rest.slice(fit);
      if (fit === 0 && this.#last?.keep) next = [this.#last, ...next];
      this.#last = fit > 0 ? rest[fit - 1] : undefined;
      for (const { node } of next) node.remove();
      if (this.#rows && !this.#rows.rows.hasChildNodes()) this.#rows.table.remove();
      if (next.length === 0) {
        this.#filled += rest.length;
        return;
      }
      this.#turn();
      if (this.section && !next[0]!.isHeading) this.#flow.append(this.#parts.continued(this.section));
      rest = next;
    }
  }
}
