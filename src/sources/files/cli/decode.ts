import { cliAttempts, GS1_ORIGIN, type CliAttempt } from '../../../salesforce/cli-attempts.js';
import { hostFacts, LOGIN_ORIGIN, TEST_ORIGIN } from '../../../salesforce/hosts.js';
import { isMasked } from '../../../facts/masks.js';
import type { ListEntry } from './list.js';

/** Facts about a CLI call besides its list. `audience` is null when SF_AUDIENCE_URL is known to be unset. */
export interface CliCall {
  readonly loginUrl?: string;
  readonly audience?: string | null;
}

/** The origins of an entry's attempt, if they can be told. */
export interface Place {
  readonly login?: string;
  readonly audience?: string;
  /** An attempt that the CLI makes only because of a trailing slash. Its refusal means nothing. */
  readonly isArtefact: boolean;
}

/** The attempts behind a list. */
export interface Decoded {
  readonly places: readonly Place[];
  /** False when entries are missing, so that the first one may not be the intended attempt. */
  readonly isWhole: boolean;
}

// Placeholders for an unknown login URL and an unknown SF_AUDIENCE_URL.
const SOME_LOGIN = 'https://login-url.invalid';
const SOME_AUDIENCE = 'https://audience-url.invalid';

const GENERIC = [LOGIN_ORIGIN, `${LOGIN_ORIGIN}/`, TEST_ORIGIN, `${TEST_ORIGIN}/`];

function originOf(url: string): string | undefined {
  return hostFacts(url)?.origin;
}

/** The possible login URLs. Current versions always add a slash to the flag's value. */
function loginsOf(loginUrl: string | undefined, entries: readonly ListEntry[]): string[] {
  const told = loginUrl ?? entries.map(({ suffix }) => suffix?.login).find((url) => url !== undefined && isHome(url));
  const origin = told === undefined ? undefined : originOf(told);
  if (origin === undefined) return [...GENERIC, SOME_LOGIN];
  return GENERIC.includes(origin) ? [origin, `${origin}/`] : [origin];
}

function isHome(url: string): boolean {
  const origin = isMasked(url) ? undefined : originOf(url);
  return origin !== undefined && origin.includes('.') && !GENERIC.includes(origin);
}

function audiencesOf(audience: string | null | undefined, login: string): string[] {
  const byItself = originOf(login) === GS1_ORIGIN ? GS1_ORIGIN : LOGIN_ORIGIN;
  if (audience === null) return [byItself];
  if (audience !== undefined) return [audience];
  return [byItself, ...GENERIC, login, SOME_AUDIENCE];
}

/** Whether a possibly masked spelling can be this URL, by its origin or its trailing slash. */
function canBe(shown: string, url: string): boolean {
  if (isMasked(shown) || /\*{2,}|\.{3}|<[^<>]*>/.test(shown)) return true;
  const origin = originOf(shown);
  if (origin === undefined) return true;
  const known = originOf(url);
  return known === SOME_LOGIN || known === SOME_AUDIENCE ? !GENERIC.includes(origin) : known === origin;
}

function fits(attempts: readonly CliAttempt[], entries: readonly ListEntry[]): boolean {
  return entries.every(({ suffix }, index) => {
    if (suffix === undefined) return true;
    const attempt = attempts[index]!;
    const slash = isMasked(suffix.login) || suffix.login.includes('***') ? suffix.login.endsWith('/') : undefined;
    const fitsSlash = slash === undefined || !GENERIC.includes(attempt.login) || attempt.login.endsWith('/') === slash;
    return canBe(suffix.audience, attempt.audience) && canBe(suffix.login, attempt.login) && fitsSlash;
  });
}

/** The common origin of several URLs, unless it is a placeholder. */
function common(urls: readonly string[]): string | undefined {
  const origins = new Set(urls.map(originOf));
  const [origin] = origins;
  return origins.size === 1 && origin !== SOME_LOGIN && origin !== SOME_AUDIENCE ? origin : undefined;
}

function isCrossed({ login, audience }: CliAttempt): boolean {
  const pair = [originOf(login), originOf(audience)];
  return pair.includes(LOGIN_ORIGIN) && pair.includes(TEST_ORIGIN);
}

function placeOf(attempts: readonly CliAttempt[], { suffix }: ListEntry): Place {
  const shown = (url: string | undefined) =>
    url === undefined || isMasked(url) || !/^https?:\/\/[^*<]+\.[^*<]+$/.test(url) ? undefined : originOf(url);
  const login = common(attempts.map((one) => one.login)) ?? shown(suffix?.login);
  const audience = common(attempts.map((one) => one.audience)) ?? shown(suffix?.audience);
  const bySuffix = login !== undefined && audience !== undefined && isCrossed({ login, audience });
  return {
    ...(login !== undefined && { login }),
    ...(audience !== undefined && { audience }),
    isArtefact: attempts.length > 0 ? attempts.every(isCrossed) : bySuffix,
  };
}

/**
 * Finds the attempt behind each entry of a list. It tries all login URLs and audiences that give a list of this length
 * with these suffixes, and keeps what they agree on. If none does, the list is incomplete and only its suffixes are used.
 */
export function decodeList(entries: readonly ListEntry[], { loginUrl, audience }: CliCall): Decoded {
  const ways = loginsOf(loginUrl, entries).flatMap((login) =>
    audiencesOf(audience, login)
      .map((one) => cliAttempts(login, one))
      .filter((attempts) => attempts.length === entries.length && fits(attempts, entries)),
  );
  return {
    places: entries.map((entry, index) =>
      placeOf(
        ways.map((attempts) => attempts[index]!),
        entry,
      ),
    ),
    isWhole: ways.length > 0,
  };
}
