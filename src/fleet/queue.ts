/** How gently a fleet treats the hosts. */
export interface Gentleness {
  /** Attempts in flight at one host. */
  readonly aHost: number;
  /** Attempts in flight at a generic host (login.salesforce.com), which serves many orgs. */
  readonly aGenericHost: number;
}

const GENTLE: Gentleness = { aHost: 2, aGenericHost: 8 };

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

interface Host<T> {
  readonly name: string;
  readonly most: number;
  readonly waiting: T[];
  inFlight: number;
  /** Milliseconds; nothing is sent before. */
  notBefore: number;
  pauses: number;
}

/**
 * The logins that are still to be tried, by host. It hands out one for a host that may be asked now, and leaves a host alone
 * that is busy. Pure: whoever asks tells the time.
 */
export class Queue<T> {
  readonly #hosts = new Map<string, Host<T>>();
  /** Hosts that may have something to hand out, in turn. */
  #ring: Host<T>[] = [];
  #waiting = 0;

  constructor(
    private readonly isGeneric: (host: string) => boolean,
    private readonly gentle: Gentleness = GENTLE,
  ) {}

  /** How many wait. */
  get size(): number {
    return this.#waiting;
  }

  add(name: string, item: T): void {
    let host = this.#hosts.get(name);
    if (host === undefined) {
      const most = this.isGeneric(name) ? this.gentle.aGenericHost : this.gentle.aHost;
      host = { name, most, waiting: [], inFlight: 0, notBefore: 0, pauses: 0 };
      this.#hosts.set(name, host);
    }
    if (host.waiting.length === 0) this.#ring.push(host);
    host.waiting.push(item);
    this.#waiting += 1;
  }

  /** The next one to try now, or the milliseconds to wait, or undefined: nothing waits, or a finished one may free a host. */
  take(now: number): { readonly item: T; readonly host: string } | { readonly waitMs: number } | undefined {
    let waitMs = Number.POSITIVE_INFINITY;
    for (let turns = this.#ring.length; turns > 0; turns -= 1) {
      const host = this.#ring.shift()!;
      if (host.notBefore > now || host.inFlight >= host.most) {
        if (host.notBefore > now) waitMs = Math.min(waitMs, host.notBefore - now);
        this.#ring.push(host);
        continue;
      }
      const item = host.waiting.shift()!;
      if (host.waiting.length > 0) this.#ring.push(host);
      host.inFlight += 1;
      this.#waiting -= 1;
      return { item, host: host.name };
    }
    return waitMs === Number.POSITIVE_INFINITY ? undefined : { waitMs };
  }

  /** An attempt at a host ended with an answer. */
  done(name: string): void {
    const host = this.#hosts.get(name)!;
    host.inFlight -= 1;
    host.pauses = 0;
  }

  /**
   * An attempt ended because the host is busy: it is left alone for the time that it asks for, else for a time that doubles.
   * `jitter` is from 0 to 1, so that the shards of a fleet don't come back at the same moment.
   */
  busy(name: string, now: number, jitter: number, retryAfterMs?: number): number {
    const host = this.#hosts.get(name)!;
    host.inFlight -= 1;
    const pause = Math.min(LONGEST_PAUSE_MS, retryAfterMs ?? FIRST_PAUSE_MS * 2 ** Math.min(host.pauses, 10));
    host.pauses += 1;
    host.notBefore = Math.max(host.notBefore, now + Math.round(pause * (1 + jitter / 2)));
    return host.notBefore - now;
  }
}
