import { setQuiet } from './output.js';

/** The options of every command. */
export interface GeneralOptions {
  readonly quiet?: boolean;
  readonly debug?: boolean;
  /** False for --no-color. */
  readonly color?: boolean;
}

let endTrace: () => void = () => undefined;

/** Applies the options of every command, before its action runs. */
export async function applyGeneral({ quiet, debug, color }: GeneralOptions): Promise<void> {
  if (quiet === true) setQuiet(true);
  // The libraries for prompts and progress look at these, too.
  if (color === false) Object.assign(process.env, { NO_COLOR: '1', FORCE_COLOR: '0' });
  if (debug === true) endTrace = (await import('./debug.js')).startTrace();
}

/** Ends what these options started, for a process that runs more than one command. */
export function endGeneral(): void {
  setQuiet(false);
  endTrace();
}
