import type { Command } from 'commander';
import type { ReportOptions } from './report.js';

/** What a command's action hands back to the run. */
export interface Run {
  /** Takes the exit code of the command. */
  readonly set: (code: Promise<number>) => Promise<void>;
  /** The options together with those of the settings file. */
  readonly settle: <T extends ReportOptions>(options: T, self: Command) => Promise<T>;
}
