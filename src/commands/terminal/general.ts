import { setQuiet } from './output.js';

/** The options of every command. */
export interface GeneralOptions {
  readonly quiet?: boolean;
  readonly debug?: boolean;
  /** False for --no-color. */
  readonly color?: boolean;
}

/** Applies the options of every command, before its action runs. */
export async function applyGeneral({ quiet, debug, color }: GeneralOptions): Promise<void> {
  if (quiet === true) setQuiet();
  // The libraries for prompts and progress look at these, too.
  if (color === false) Object.assign(process.env, { NO_COLOR: '1', FORCE_COLOR: '0' });
  if (debug === true) (await import('./debug.js')).startTrace();
}
