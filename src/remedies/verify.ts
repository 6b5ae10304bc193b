/** The result of one login. */
export interface Attempted {
  readonly works: boolean;
  /** The cause that stops it now, if known. */
  readonly cause?: string;
}

/** How to verify a remedy. */
export interface Verifying {
  /** Milliseconds after which it is given up. */
  readonly limitMs: number;
  /** Causes that stay, because they were not cured: the login cannot get further than to them. */
  readonly expected: readonly string[];
  readonly attempt: () => Promise<Attempted>;
  readonly pause: (milliseconds: number, upcoming: { readonly number: number; readonly of: number }) => Promise<void>;
}

/**
 * When the login is tried, as parts of the limit. Salesforce asks for 2 to 10 minutes after a change to an app, and up to
 * 30 for an External Client App (reported): with ten minutes these are 0, 1, 2.5, 5 and 10.
 */
const ATTEMPTS_AT = [0, 0.1, 0.25, 0.5, 1] as const;

/** Tries the login until it works, or gets as far as it can, or the time is over: five attempts at most. */
export async function verify({ limitMs, expected, attempt, pause }: Verifying): Promise<Attempted> {
  let last: Attempted = { works: false };
  let waited = 0;
  for (const [index, part] of ATTEMPTS_AT.entries()) {
    const wait = part * limitMs - waited;
    if (wait > 0) await pause(wait, { number: index + 1, of: ATTEMPTS_AT.length });
    waited = part * limitMs;
    last = await attempt();
    if (last.works || (last.cause !== undefined && expected.includes(last.cause))) return last;
    if (limitMs === 0) return last;
  }
  return last;
}
