/** Exit codes of the command line, the same for every format and command. */
export const EXIT = { healthy: 0, causeFound: 1, usage: 2, inconclusive: 3, internal: 70, interrupted: 130 } as const;

/** The exit code of a verdict. */
export function exitCode(verdict: 'healthy' | 'cause-found' | 'inconclusive'): number {
  return { healthy: EXIT.healthy, 'cause-found': EXIT.causeFound, inconclusive: EXIT.inconclusive }[verdict];
}
