import chalk, { Chalk, type ChalkInstance } from 'chalk';

/** What the terminal and the environment allow. */
export interface Terminal {
  readonly chalk: ChalkInstance;
  readonly width: number;
  /** Progress may be drawn on standard error. */
  readonly canAnimate: boolean;
  /** A person can be asked. */
  readonly canAsk: boolean;
}

/** How the command was asked to behave. */
export interface TerminalWishes {
  readonly json?: boolean;
  readonly input?: boolean;
  /** The report goes to a file. */
  readonly toFile?: boolean;
}

/** The order is FORCE_COLOR, then NO_COLOR (non-empty), then whether a terminal is there. chalk itself ignores NO_COLOR. */
function colourLevel(env: NodeJS.ProcessEnv, isTerminal: boolean): 0 | 1 | 2 | 3 {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' || forced === '3' ? (Number(forced) as 2 | 3) : 1;
  }
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || !isTerminal) return 0;
  return chalk.level === 0 ? 1 : chalk.level;
}

/** Reads the terminal. Nothing is asked and nothing moves without one, in CI, or when JSON was asked for. */
export function readTerminal(
  { json = false, input = true, toFile = false }: TerminalWishes,
  env = process.env,
): Terminal {
  const inCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  const onScreen = process.stdout.isTTY === true && !toFile;
  const talks = process.stderr.isTTY === true && !inCi && !json;
  return {
    chalk: new Chalk({ level: colourLevel(env, onScreen) }),
    width: onScreen ? (process.stdout.columns ?? 80) : 80,
    canAnimate: talks && env['TERM'] !== 'dumb',
    canAsk: talks && input && process.stdin.isTTY === true,
  };
}
