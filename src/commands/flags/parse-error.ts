import type { CommanderError } from 'commander';
import { host } from '../host.js';
import { insteadOf } from './other-clients.js';

/**
 * An error of the command line's own parser in one sentence that says what to do: the nearest flag where there is one,
 * else the help of the command that was meant.
 */
export function commandLineSentence({ code, message }: CommanderError, command: string): string {
  const said = message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const { command: program, diagnose = 'diagnose' } = host();
  const help = `"${program} ${command === 'diagnose' ? diagnose : command} --help"`;
  const [, flag = ''] = /unknown option '([^'=]+)/.exec(said) ?? [];
  const instead = insteadOf(flag);
  if (instead !== undefined) return `there is no option ${flag}: ${instead}; ${help} lists every option`;
  const near = /^(.*) \(Did you mean (?:one of )?([^?]+)\?\)$/.exec(said);
  if (near) return `${near[1]!}; did you mean ${near[2]!}? ${help} lists every option`;
  switch (code) {
    case 'commander.unknownOption':
      return `${said}; ${help} lists every option`;
    case 'commander.optionMissingArgument':
      return `${said.replace(' argument missing', ' needs a value')}; give it after the option, or see ${help}`;
    case 'commander.excessArguments':
      return `${said.replace(/\.$/, '').replace('. Expected', ': expected')}; ${help} shows what it takes`;
    case 'commander.conflictingOption':
      return `${said}; give only one of the two`;
    default:
      return `${said.replace(/\.$/, '')}; see ${help}`;
  }
}
