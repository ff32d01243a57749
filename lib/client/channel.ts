/** A set of callbacks for one kind of news. */
export class Channel {
  readonly #listeners = new Set<() => void>();

  get used(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(): void {
    for (const listener of this.#listeners) listener();
  }
}
