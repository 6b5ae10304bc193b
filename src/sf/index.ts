import { COMMANDS_INSIDE, type CliConfig } from './commands.js';

/** A command as the loader of the CLI takes it: it only calls `run`, so no class of its framework is needed. */
interface CommandClass {
  run(argv: string[], config: CliConfig): Promise<void>;
}

/** Exit code of an internal error. 1 means that a cause was found, and the CLI ends with 1 for every error it catches. */
const INTERNAL = 70;

function commandOf(command: string): CommandClass {
  return class {
    static async run(argv: string[], config: CliConfig): Promise<void> {
      try {
        const { runInside } = await import('./run-inside.js');
        process.exitCode = await runInside(command, argv, config);
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown error';
        process.stderr.write(`sf-jwt-doctor: internal error (${reason}); please report it\n`);
        process.exitCode = INTERNAL;
      }
    }
  };
}

/** The commands by id, where `package.json` tells the CLI to look for them. */
export const COMMANDS: Readonly<Record<string, CommandClass>> = Object.fromEntries(
  Object.entries(COMMANDS_INSIDE).map(([id, command]) => [id, commandOf(command)]),
);
