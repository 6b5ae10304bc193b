import { COLOURLESS, type Palette } from '../../report/palette.js';

/** The abilities of the terminal and the environment. */
export interface Terminal {
  /** The colours for standard output. chalk loads only if there are any. */
  palette(): Promise<Palette>;
  readonly width: number;
  /** Progress may be drawn on standard error. */
  canAnimate(): boolean;
  /** A person can be asked. */
  canAsk(): boolean;
}

/** The flags that decide how a command may behave. */
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

/** Makes a text a link for terminals that know OSC 8; others would show its code. Only plain https addresses become one. */
async function loadLink(onScreen: boolean): Promise<Palette['link']> {
  if (!onScreen) return COLOURLESS.link;
  const { default: supportsHyperlinks } = await import('supports-hyperlinks');
  if (!supportsHyperlinks.stdout) return COLOURLESS.link;
  return (text, url) =>
    /^https:\/\/[\w./?=&%~-]+$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}

async function loadPalette(coloured: boolean, onScreen: boolean): Promise<Palette> {
  const link = await loadLink(onScreen);
  if (!coloured) return { ...COLOURLESS, link };
  const { default: standard, Chalk } = await import('chalk');
  const chalk = new Chalk({ level: standard.level === 0 ? 1 : standard.level });
  return {
    link,
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

/** Reads the terminal. Without one, in CI, or for JSON there are no prompts and no animation. */
export function readTerminal(
  { json = false, input = true, toFile = false }: TerminalWishes,
  env = process.env,
): Terminal {
  const inCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  const onScreen = process.stdout.isTTY === true && !toFile;
  // Asked only when needed: touching a standard stream opens it.
  const talks = () => process.stderr.isTTY === true && !inCi && !json;
  return {
    // FORCE_COLOR is for the screen: a file always gets plain text.
    palette: () => loadPalette(!toFile && wantsColour(env, onScreen), onScreen),
    width: onScreen ? (process.stdout.columns ?? 80) : 80,
    // A pseudo-terminal of no width makes ora clear lines for ever.
    canAnimate: () => talks() && env['TERM'] !== 'dumb' && (process.stderr.columns ?? 0) > 0,
    // Prompts are drawn with codes that a dumb terminal does not know.
    canAsk: () => input && talks() && env['TERM'] !== 'dumb' && process.stdin.isTTY === true,
  };
}

/** The layout for text on standard output. */
export async function layoutOf(terminal: Terminal): Promise<{ readonly palette: Palette; readonly width: number }> {
  return { palette: await terminal.palette(), width: terminal.width };
}
