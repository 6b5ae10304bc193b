import type { Command } from 'commander';
import { findConfig } from './find.js';
import type { ReportOptions } from '../flags/report.js';
import type { LoginOptions } from '../login/login.js';
import { isOfLogin } from '../login/is-of-login.js';

async function withLogin<T extends Partial<LoginOptions>>(options: T): Promise<T> {
  if (options.login === undefined) return options;
  const { withStoredLogin } = await import('../login/stored-login.js');
  return withStoredLogin(options);
}

/** The options of a command with those of a stored login and of the configuration file; what reads one loads only where one is. */
export async function withConfig<T extends ReportOptions & Partial<LoginOptions>>(
  given: T,
  command: Command,
): Promise<T> {
  const options = await withLogin(given);
  if (options.config === false) return options;
  const file = options.config ?? findConfig(process.cwd());
  if (file === undefined) return options;
  const { applyConfig } = await import('./apply.js');
  return applyConfig(
    options,
    { file, isFound: options.config === undefined },
    {
      takes: (name) => command.options.some((option) => option.attributeName() === name),
      isGiven: (name) =>
        command.getOptionValueSource(name) === 'cli' || (options.login !== undefined && isOfLogin(name)),
    },
  );
}
