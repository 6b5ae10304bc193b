import { setMaxListeners } from 'node:events';
import type { NetworkOptions } from './http.js';
import { Routes } from './routes.js';

const SHORTEST_RUN_MS = 30_000;
const REQUESTS_IN_A_ROW = 6;

/** Milliseconds after which a run that only reads ends, however many requests a server keeps waiting. */
export function limitOfRun(timeoutMs: number): number {
  return Math.max(SHORTEST_RUN_MS, REQUESTS_IN_A_ROW * timeoutMs);
}

/** The network of one run that only reads: it remembers silent places, and ends after the limit of the run. */
export function networkOfRun(
  network: NetworkOptions,
  timeoutMs: number,
  limitMs = limitOfRun(timeoutMs),
): NetworkOptions {
  const limit = AbortSignal.timeout(limitMs);
  const deadline = network.deadline === undefined ? limit : AbortSignal.any([network.deadline, limit]);
  // Every request under way listens to it, and Node warns of more than ten.
  setMaxListeners(0, deadline);
  return { ...network, timeoutMs, routes: network.routes ?? new Routes(), deadline };
}
