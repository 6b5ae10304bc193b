import { COLOURLESS, type Palette } from '../../report/palette.js';

/** What the terminal and the environment allow. */
export interface Terminal {
  /** How to draw on standard output; chalk loads only where there are colours. */
  palette(): Promise<Palette>;
  readonly width: number;
  /** Progress may be drawn on standard error. */
  canAnimate(): boolean;
  /** A person can be asked. */
  canAsk(): boolean;
}

/** How the command was asked to behave. */
export interface TerminalWishes {
  readonly json?: boolean;
  readonly input?: boolean;
  /** The report goes to a file. */
  readonly toFile?: boolean;
}

/** Whether standard output gets colours: FORCE_COLOR, then NO_COLOR (non-empty), then whether it is a terminal. chalk itself ignores NO_COLOR. */
function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb' && isTerminal;
}

async function loadPalette(coloured: boolean): Promise<Palette> {
  if (!coloured) return COLOURLESS;
  const { default: standard, Chalk } = await import('chalk');
  const chalk = new Chalk({ level: standard.level === 0 ? 1 : standard.level });
  return {
    heading: chalk.bold,
    quiet: chalk.dim,
    copy: chalk.cyan,
    good: chalk.green.bold,
    bad: chalk.red.bold,
    doubtful: chalk.yellow.bold,
    plainGood: chalk.green,
    plainBad: chalk.red,
    plainDoubtful: chalk.yellow,
  };
}

/** Reads the terminal. Nothing is asked and nothing moves without one, in CI, or when JSON was asked for. */
export function readTerminal(
  { json = false, input = true, toFile = false }: TerminalWishes,
  env = process.env,
): Terminal {
  const inCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  const onScreen = process.stdout.isTTY === true && !toFile;
  // Asked only when needed: touching a standard stream opens it.
  const talks = () => process.stderr.isTTY === true && !inCi && !json;
  return {
    // FORCE_COLOR is about what is shown: a file that is kept holds plain text.
    palette: () => loadPalette(!toFile && wantsColour(env, onScreen)),
    width: onScreen ? (process.stdout.columns ?? 80) : 80,
    // A pseudo-terminal of no width makes ora clear lines for ever.
    canAnimate: () => talks() && env['TERM'] !== 'dumb' && (process.stderr.columns ?? 0) > 0,
    // Prompts are drawn with codes that a dumb terminal does not know.
    canAsk: () => input && talks() && env['TERM'] !== 'dumb' && process.stdin.isTTY === true,
  };
}
