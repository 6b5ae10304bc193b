import type { Command } from 'commander';
import { findConfig } from './find.js';
import type { ReportOptions } from '../flags/report.js';

/** The options of a command with those of the configuration file; what reads one loads only where one is. */
export async function withConfig<T extends ReportOptions>(options: T, command: Command): Promise<T> {
  if (options.config === false) return options;
  const file = options.config ?? findConfig(process.cwd());
  if (file === undefined) return options;
  const { applyConfig } = await import('./apply.js');
  return applyConfig(
    options,
    { file, isFound: options.config === undefined },
    {
      takes: (name) => command.options.some((option) => option.attributeName() === name),
      isGiven: (name) => command.getOptionValueSource(name) === 'cli',
    },
  );
}
