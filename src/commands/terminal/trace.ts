import { tell } from './output.js';

let startedAt: number | undefined;

/** Starts the clock of the trace; from here on its lines are printed. */
export function startClock(): void {
  startedAt = performance.now();
}

/** Ends the trace. */
export function stopClock(): void {
  startedAt = undefined;
}

/** True with --debug. */
export function isTracing(): boolean {
  return startedAt !== undefined;
}

/** Prints a line of the trace on standard error, with the milliseconds since its start. Does nothing without --debug. */
export function trace(line: string): void {
  if (startedAt === undefined) return;
  const milliseconds = String(Math.round(performance.now() - startedAt)).padStart(6);
  tell(`debug ${milliseconds} ms  ${line}`);
}
