import type { NetworkOptions } from './http.js';
import { Routes } from './routes.js';

const SHORTEST_RUN_MS = 30_000;
const REQUESTS_IN_A_ROW = 6;

/**
 * The network of one run that only reads: it remembers silent places, and ends after six times the limit of a request
 * (at least 30 s), however many requests a server keeps waiting.
 */
export function networkOfRun(network: NetworkOptions, timeoutMs: number): NetworkOptions {
  const limit = AbortSignal.timeout(Math.max(SHORTEST_RUN_MS, REQUESTS_IN_A_ROW * timeoutMs));
  const deadline = network.deadline === undefined ? limit : AbortSignal.any([network.deadline, limit]);
  return { ...network, timeoutMs, routes: network.routes ?? new Routes(), deadline };
}
