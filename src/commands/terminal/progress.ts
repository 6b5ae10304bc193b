import type { DoctorEvent } from '../../doctor.js';
import { note, tell, wantsQuiet } from './output.js';
import type { Terminal } from './terminal.js';
import { isTracing, trace } from './trace.js';

/** Shows how far a diagnosis is. */
export interface Progress {
  show(event: DoctorEvent): void;
  /** Hides the spinner while `ask` talks to the person. */
  quietly<T>(ask: () => Promise<T>): Promise<T>;
  stop(): void;
}

function announce(event: DoctorEvent): void {
  if (event.type === 'session-problem') tell(`sf-jwt-doctor: ${event.error.message}. The org is not read.`);
  if (event.type !== 'probe') return;
  const pairs = event.pairs.map(({ origin, audience }) =>
    origin === audience ? origin : `${origin} (audience ${audience})`,
  );
  note(
    `The answer leaves the host in doubt; one attempt each at: ${pairs.join(', ')}. Each may leave a row in the Login History; --probe one switches this off.`,
  );
}

/** The time that a step has taken so far, once it is worth telling: whole seconds. */
export function elapsedText(sinceMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - sinceMs) / 1000);
  return seconds < 1 ? '' : `${seconds} s`;
}

/** The progress without a spinner: steps go to the trace of --debug only. */
const PLAIN: Progress = {
  show: (event) => (event.type === 'step' ? trace(event.text) : announce(event)),
  quietly: (ask) => ask(),
  stop: () => undefined,
};

/** Starts a spinner on a terminal, with the current step and its time. Elsewhere, prints one line for each extra attempt. */
export async function startProgress(terminal: Terminal): Promise<Progress> {
  // A trace and a spinner would write over each other.
  if (!terminal.canAnimate() || wantsQuiet() || isTracing()) return PLAIN;
  const { default: ora } = await import('ora');
  // Without discardStdin: false, ora swallows Ctrl-C.
  let since = Date.now();
  const suffixText = () => elapsedText(since, Date.now());
  const spinner = ora({ discardStdin: false, stream: process.stderr, suffixText });
  const quietly = async <T>(ask: () => Promise<T>): Promise<T> => {
    spinner.stop();
    const answer = await ask();
    spinner.start();
    return answer;
  };
  return {
    quietly,
    show(event) {
      if (event.type === 'step') {
        since = Date.now();
        spinner.start(event.text);
      } else {
        spinner.stop();
        announce(event);
        spinner.start();
      }
    },
    stop: () => spinner.stop(),
  };
}
