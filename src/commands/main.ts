import { CommanderError } from 'commander';
import { EXIT } from '../report/exit-code.js';
import { InputError } from '../facts/input-error.js';
import { scrubText } from '../redaction/scrub.js';
import { commandIn, routed } from './arguments/route.js';
import { withConfig } from './config/with-config.js';
import { commandLineSentence } from './flags/parse-error.js';
import type { Run } from './flags/run.js';
import { buildProgram } from './program.js';
import { machineOn, wishesIn, type Machine, type Wishes } from './reports/targets.js';
import { endGeneral } from './terminal/general.js';
import { trace } from './terminal/trace.js';
import { OutputError, print, printJson, tell } from './terminal/output.js';
import { UsageError } from './usage-error.js';

async function reportError(code: 'usage' | 'internal', message: string, machine: Machine | undefined): Promise<void> {
  const error = { schemaVersion: 1, error: { code, message } };
  if (machine === 'json') await printJson(error);
  if (machine === 'ndjson') await print(`${JSON.stringify({ type: 'error', ...error })}\n`);
  tell(`sf-jwt-doctor: ${message}`);
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

/** The language of the arguments. An output of `collect` is its bundle, beside what goes to standard output. */
function languageOf(argv: readonly string[], wishes: Wishes): Machine | undefined {
  return machineOn(commandIn(argv) === 'collect' ? { ...wishes, output: [] } : wishes);
}

/** The language that the configuration file asks for, where the command reads one and no flag sets it aside. */
async function languageOfConfig(argv: readonly string[], wishes: Wishes): Promise<Machine | undefined> {
  const isAside = wishes.json === true || wishes.format.length + wishes.output.length > 0;
  if (isAside || !['diagnose', 'triage', 'authorize'].includes(commandIn(argv))) return undefined;
  const { wishesOfConfig } = await import('./config/peek.js');
  return machineOn(wishesOfConfig(argv));
}

/** True for an argument that holds a key or a token itself: PEM, its base64, or any other long run of base64. */
function isCredential(argument: string): boolean {
  return /-----BEGIN|LS0tLS1CRUdJTi|eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}|[A-Za-z0-9+/=_-]{300,}/.test(argument);
}

/** Runs the command line and returns the exit code. Never throws, and shows no stack. */
export async function main(argv: readonly string[]): Promise<number> {
  let exit: number = EXIT.healthy;
  const wishes = wishesIn(argv);
  let machine = languageOf(argv, wishes);
  let command = commandIn(argv);
  // A reader that went away is quiet; any other failure is told by the write that met it.
  process.stdout.on('error', () => undefined);
  // A log that can't be written to must not change the exit code.
  process.stderr.on('error', () => undefined);
  try {
    if (argv.some(isCredential)) {
      throw new UsageError(
        'a key or a token was given as an argument, where other users of this machine and CI logs can see it; give the key by its file with --jwt-key-file, or by the name of a variable with --jwt-key-env',
      );
    }
    const words = await routed(argv);
    command = commandIn(words);
    const run: Run = {
      async set(code) {
        exit = await code;
      },
      async settle(given, self) {
        const options = await withConfig(given, self);
        machine = machineOn(options);
        return options;
      },
    };
    const full = words.includes('--verbose') || words.includes('-v');
    await buildProgram(run, { full, only: words[0] }).parseAsync(words, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.healthy;
    if (isInterruption(error)) return EXIT.interrupted;
    if (error instanceof InputError || error instanceof CommanderError) {
      machine ??= await languageOfConfig(argv, wishes);
      const sentence = error instanceof InputError ? error.message : commandLineSentence(error, command);
      // An inventory lists its faults, one a line.
      const lines = sentence.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
      await reportError('usage', scrubText(lines.join(command === 'fleet' ? '\n' : ' ')), machine);
      return EXIT.usage;
    }
    if (error instanceof OutputError) {
      tell(`sf-jwt-doctor: ${error.message}`);
      return EXIT.internal;
    }
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    if (error instanceof Error) trace(error.stack ?? error.message);
    await reportError(
      'internal',
      scrubText(`internal error (${detail}); this is a fault of sf-jwt-doctor, please report it`),
      machine,
    );
    return EXIT.internal;
  } finally {
    endGeneral();
  }
}
