import type { DoctorEvent } from '../../doctor.js';
import { tell } from './output.js';
import type { Terminal } from './terminal.js';

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
  tell(
    `The answer leaves the host in doubt; one attempt each at: ${pairs.join(', ')}. Each may leave a row in the Login History; --probe one switches this off.`,
  );
}

/** Starts a spinner on a terminal. Elsewhere, prints one line for each extra attempt. */
export async function startProgress(terminal: Terminal): Promise<Progress> {
  if (!terminal.canAnimate()) return { show: announce, quietly: (ask) => ask(), stop: () => undefined };
  const { default: ora } = await import('ora');
  // Without discardStdin: false, ora swallows Ctrl-C.
  const spinner = ora({ discardStdin: false, stream: process.stderr });
  const quietly = async <T>(ask: () => Promise<T>): Promise<T> => {
    spinner.stop();
    const answer = await ask();
    spinner.start();
    return answer;
  };
  return {
    quietly,
    show(event) {
      if (event.type === 'step') spinner.start(event.text);
      else {
        spinner.stop();
        announce(event);
        spinner.start();
      }
    },
    stop: () => spinner.stop(),
  };
}
