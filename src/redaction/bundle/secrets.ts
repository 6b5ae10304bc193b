import type { MarkSecret } from '../scrub.js';

/** Tells equal secrets from different ones within one bundle, and counts them; a mark says nothing about its secret. */
export class SecretMarks {
  readonly #numbers = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly #nonce: string;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  /** How many different secrets of each kind were removed. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Replaces a secret in every place and spelling: `[assertion 2-0a1b2c removed]`. */
  readonly mark: MarkSecret = (removed, secret) => {
    const plain = secret.replace(/^(?:bearer|basic|oauth)\s+/i, '').replace(/[\s"'\\]+|(?<![.,;])[.,;]+$/g, '');
    const kind = removed.replace(/^\[| removed\]$/g, '');
    const known = this.#numbers.get(plain);
    const number = known ?? this.#numbers.size + 1;
    if (known === undefined) {
      this.#numbers.set(plain, number);
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    }
    return `[${kind} ${number}-${this.#nonce} removed]`;
  };
}
