import { wayTo, type Way } from './way.js';

/**
 * The connections of one run. A host that is asked again is asked over a connection that is still open, because each new one
 * costs a CONNECT and a TLS handshake. Whoever makes one closes it.
 */
export class Ways {
  readonly #kept = new Map<string, Promise<Way>>();

  /** The way to a URL; `proxy` is used in place of the environment's. Throws one sentence for a proxy that is none. */
  to(url: string, proxy?: string): Promise<Way> {
    const key = `${new URL(url).origin} ${proxy ?? ''}`;
    let way = this.#kept.get(key);
    if (way === undefined) this.#kept.set(key, (way = wayTo(url, proxy)));
    return way;
  }

  /** Ends every connection, also those that wait. */
  async close(): Promise<void> {
    const ways = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(ways.map(async (way) => (await way.catch(() => undefined))?.agent.destroy()));
  }
}
