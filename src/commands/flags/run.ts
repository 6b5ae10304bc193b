import type { Command } from 'commander';
import type { ReportOptions } from './report.js';

/** The result of a command's action. */
export interface Run {
  /** Takes the exit code of the command. */
  readonly set: (code: Promise<number>) => Promise<void>;
  /** The options together with those of the settings file. */
  readonly settle: <T extends ReportOptions>(options: T, self: Command) => Promise<T>;
}
