import { EXIT } from '../../report/exit-code.js';
import { takeInterrupts } from '../terminal/interruption.js';
import { tell } from '../terminal/output.js';

const TERMINATED = 143;

/** How a run is ended from outside. */
export interface Signals {
  /** Aborted once the run is to take no further login. */
  readonly stop: AbortSignal;
  /** The exit code of a run that a signal ended. */
  readonly exitCode: () => number | undefined;
  readonly release: () => void;
}

/**
 * Lets the first Ctrl-C or SIGTERM end a run after the attempts in flight, so that their results are written down. The second
 * ends it at once. `afterMs` ends it in the same way when that time is over.
 */
export function stopOnSignals(afterMs?: number): Signals {
  const controller = new AbortController();
  let code: number | undefined;
  const end = (exitCode: number) => {
    if (code !== undefined) process.exit(code);
    code = exitCode;
    controller.abort();
    tell('sf-jwt-doctor: ending after the attempts in flight; once more ends at once');
  };
  const onTerm = () => end(TERMINATED);
  const giveBack = takeInterrupts(() => end(EXIT.interrupted));
  process.on('SIGTERM', onTerm);
  const timer = afterMs === undefined ? undefined : setTimeout(() => controller.abort(), afterMs);
  return {
    stop: controller.signal,
    exitCode: () => code,
    release() {
      clearTimeout(timer);
      process.removeListener('SIGTERM', onTerm);
      giveBack();
    },
  };
}
