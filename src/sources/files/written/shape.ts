import type { OfLogin, Paste } from '../shape.js';
import { buildsJwt, KINDS, type Kind } from './kinds.js';
import { toLogin } from './login.js';
import { loginOfProgram } from './program.js';

// Output of a run makes a text more than the file that sets it up.
const OUTPUT =
  /\bHTTP\/[\d.]+ [1-5]\d\d\b|^[ \t]*(?:Error(?: \(\w+\))?:|\{"error|Errors encountered|Traceback|\d{4}-\d\d-\d\d[T ]\d\d:\d\d)/m;

// A request that was sent is visible.
const EXCHANGE = /^(?:[<>] |[0-9a-f]{4}: )?(?:POST|GET) \S+ HTTP\/|\bHTTP\/[\d.]+ [1-5]\d\d\b|\bcurl\s+-/m;

function kindOf({ text, json }: Paste): Kind | undefined {
  if (json === undefined && OUTPUT.test(text)) return undefined;
  return KINDS.find((kind) => kind.recognises(text, json));
}

/** The logins that a file sets up, and whether the file is program text only. */
export interface Written {
  readonly logins: readonly OfLogin[];
  readonly isProgram: boolean;
}

/** Reads a file that sets up a login: of a CI system, a script, a program or settings. Undefined for other texts. */
export async function readWritten(paste: Paste): Promise<Written | undefined> {
  const kind = kindOf(paste);
  if (kind === undefined) return undefined;
  const found = await kind.read(paste.text, paste.json);
  if (found.length === 0) return undefined;
  return { logins: found.map((login) => toLogin(login, paste.name)), isProgram: kind.isProgram === true };
}

/** The login that a script makes, known to be one. */
export function writtenScript(text: string, name: string): OfLogin[] {
  const login = loginOfProgram(text.split('\n'));
  return login === undefined ? [] : [toLogin(login, name)];
}

/** The login that a program makes whose text stands between other words, as in a ticket. */
export function writtenAround(text: string, name: string): OfLogin[] {
  const login = buildsJwt(text) && !EXCHANGE.test(text) ? loginOfProgram(text.split('\n')) : undefined;
  return login === undefined ? [] : [toLogin(login, name)];
}
