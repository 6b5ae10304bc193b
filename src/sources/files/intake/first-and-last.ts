/**
 * Keeps the first and the last items of a long series, each group up to a size in characters, and drops the items between
 * them.
 */
export class FirstAndLast<T> {
  readonly #first: T[] = [];
  readonly #last: { readonly item: T; readonly size: number }[] = [];
  readonly #half: number;
  #firstSize = 0;
  #lastSize = 0;
  #gone = 0;
  #isFull = false;

  constructor(size: number) {
    this.#half = size / 2;
  }

  /** The number of items left out. */
  get leftOut(): number {
    return this.#gone;
  }

  add(item: T, size: number): void {
    if (!this.#isFull && this.#firstSize + size <= this.#half) {
      this.#first.push(item);
      this.#firstSize += size;
      return;
    }
    this.#isFull = true;
    this.#last.push({ item, size });
    this.#lastSize += size;
    this.#forget();
  }

  all(): T[] {
    return [...this.#first, ...this.#last.slice(this.#start).map(({ item }) => item)];
  }

  #start = 0;

  #forget(): void {
    while (this.#lastSize > this.#half && this.#start < this.#last.length - 1) {
      this.#lastSize -= this.#last[this.#start]!.size;
      this.#start += 1;
      this.#gone += 1;
    }
    // Items are dropped in bulk, because dropping each one alone would be slow.
    if (this.#start > 10_000 && this.#start > this.#last.length / 2) {
      this.#last.splice(0, this.#start);
      this.#start = 0;
    }
  }
}
