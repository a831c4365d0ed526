/** Keeps the one state of something and tells who listens, once per turn. */
export class Publisher<T extends object> {
  #state: Readonly<T>;
  #told = true;
  readonly #listeners = new Set<() => void>();

  constructor(state: T) {
    this.#state = Object.freeze(state);
  }

  get state(): Readonly<T> {
    return this.#state;
  }

  set(change: Partial<T>): void {
    this.#state = Object.freeze({ ...this.#state, ...change });
    if (!this.#told) return;
    this.#told = false;
    queueMicrotask(() => {
      this.#told = true;
      for (const listener of [...this.#listeners]) listener();
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
