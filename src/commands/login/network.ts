import type { NetworkOptions } from '../../sources/http.js';
import { Routes } from '../../sources/routes.js';

/** The network as `--timeout` limits it; one object for all requests of a run. */
export function networkOf({ timeout }: { readonly timeout: number }): NetworkOptions {
  return { timeoutMs: timeout * 1000, routes: new Routes() };
}
