import type { Report } from './schema.js';

/** Exit codes of the command line, the same for every format and command. */
export const EXIT = { healthy: 0, causeFound: 1, usage: 2, inconclusive: 3, internal: 70, interrupted: 130 } as const;

/** The caller's wishes for the exit code. */
export interface ExitWishes {
  /** An inconclusive result counts as a failure: 1 in place of 3. */
  readonly strict?: boolean;
  /** That there is a report is enough: 0 whatever it says. */
  readonly exitZero?: boolean;
}

/** The exit code of a verdict. */
export function exitCode(
  verdict: 'healthy' | 'cause-found' | 'inconclusive',
  { strict = false, exitZero = false }: ExitWishes = {},
): number {
  if (exitZero) return EXIT.healthy;
  if (strict && verdict === 'inconclusive') return EXIT.causeFound;
  return { healthy: EXIT.healthy, 'cause-found': EXIT.causeFound, inconclusive: EXIT.inconclusive }[verdict];
}

/** The exit code of a report: 0 if the baseline already holds every finding. */
export function exitCodeOf({ verdict, baseline }: Pick<Report, 'verdict' | 'baseline'>, wishes?: ExitWishes): number {
  return baseline?.nothingNew ? EXIT.healthy : exitCode(verdict, wishes);
}
