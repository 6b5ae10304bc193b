import { wayTo, type Way, type WayOptions } from './dispatcher.js';

/**
 * The connections of one run. A host that is asked again is asked over a connection that is still open, because each new one
 * costs a CONNECT and a TLS handshake. Whoever makes one closes it.
 */
export class Ways {
  readonly #kept = new Map<string, Promise<Way>>();

  /** The way to a URL. Throws one sentence for a proxy that is none. */
  to(url: string, options: WayOptions): Promise<Way> {
    const key = JSON.stringify([new URL(url).origin, options.proxy, options.ca, options.timeoutMs]);
    let way = this.#kept.get(key);
    if (way === undefined) this.#kept.set(key, (way = wayTo(url, options)));
    return way;
  }

  /** Ends every connection, also those that wait. */
  async close(): Promise<void> {
    const ways = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(ways.map(async (way) => (await way.catch(() => undefined))?.close()));
  }
}
