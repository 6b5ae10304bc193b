import { enterHost } from '../commands/host.js';
import { main } from '../commands/main.js';
import { endOnFault } from '../commands/terminal/fault.js';
import { endOnInterrupt } from '../commands/terminal/interruption.js';
import type { CliConfig } from './commands.js';
import { envelope, wantsEnvelope } from './envelope.js';

/** Runs a command of this tool inside the Salesforce CLI, and returns the exit code. */
export async function runInside(command: string, argv: readonly string[], config: CliConfig): Promise<number> {
  const inEnvelope = wantsEnvelope(argv, process.env);
  const printed: string[] = [];
  const warnings: string[] = [];
  enterHost({
    command: `${config.bin} jwt`,
    diagnose: 'doctor',
    openSession: async (target, allowed) => {
      const { sessionFromCore } = await import('./core-session.js');
      return sessionFromCore(config, target, allowed);
    },
    ...(inEnvelope && {
      print: (text: string) => void printed.push(text),
      onTell: (text: string) => void warnings.push(text.replace(/^sf-jwt-doctor: /, '')),
    }),
  });
  endOnInterrupt();
  endOnFault();
  const isAsked = argv.includes('--json');
  const code = await main([command, ...(inEnvelope && !isAsked ? ['--json'] : []), ...argv]);
  if (inEnvelope) process.stdout.write(envelope(printed.join(''), code, warnings));
  return code;
}
