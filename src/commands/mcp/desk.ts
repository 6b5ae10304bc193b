import { SEQUENCE } from '../../checks/index.js';
import { examine, type Examination } from '../../doctor.js';
import { readGivenFact } from '../../facts/evidence.js';
import type { Desk } from '../../mcp/desk.js';
import { compareLogins } from '../../report/against.js';
import { toReport } from '../../report/document.js';
import { toJson } from '../../report/formats/json.js';
import { letterFor } from '../../report/words/request.js';
import { entryFor, wholeCatalogue } from '../explain/entry.js';
import { tool } from '../host.js';
import { readTexts } from '../input/read-files.js';
import { tryLogin } from '../login/try-login.js';
import { jsonOf } from '../terminal/output.js';
import { comparison } from '../triage/against.js';
import { UsageError } from '../usage-error.js';
import type { Logins } from './logins.js';

/** Attempts at logins that a run of the server may make. An assistant that goes round in circles locks out nobody. */
const MOST_ATTEMPTS = 10;
/** Attempts that one diagnosis makes at most where the host is in doubt. */
const FULL = 4;

async function examineTexts(texts: readonly string[], facts: readonly string[]): Promise<Examination> {
  const { facts: found } = await readTexts(texts, facts.map(readGivenFact));
  return examine(found);
}

/** Tries configured logins one after the other, ten times in all. */
function attempts(logins: Logins): (name: string) => Promise<string> {
  let left = MOST_ATTEMPTS;
  let last: Promise<unknown> = Promise.resolve();
  const attempt = async (name: string): Promise<string> => {
    const options = logins.get(name);
    if (options === undefined)
      throw new UsageError(
        logins.size === 0
          ? 'no login is configured; the operator starts the server with --login <alias>'
          : `there is no login of this name; there are: ${[...logins.keys()].join(', ')}`,
      );
    if (left === 0)
      throw new UsageError(
        `${MOST_ATTEMPTS} attempts were made, and this run makes no more; the operator starts it again`,
      );
    const probe = options.probe === 'auto' && left < FULL ? 'one' : options.probe;
    const { examination, attempts: made } = await tryLogin({ ...options, probe }, []);
    left -= made;
    return toJson(toReport(examination, tool(), options));
  };
  return (name) => {
    const result = last.then(() => attempt(name));
    last = result.catch(() => undefined);
    return result;
  };
}

/** The desk of a run of the server. */
export function openDesk(logins: Logins): Desk {
  return {
    logins: [...logins.keys()],
    triage: async (texts, facts) => toJson(toReport(await examineTexts(texts, facts), tool())),
    explain: (text) =>
      Promise.resolve(jsonOf(text === undefined || text.trim() === '' ? wholeCatalogue() : entryFor(text))),
    questions: async (texts, facts) => {
      const isEmpty = texts.length + facts.length === 0;
      const report = isEmpty ? undefined : toReport(await examineTexts(texts, facts), tool());
      return jsonOf({ schemaVersion: 1, letter: letterFor(report) });
    },
    diagnose: attempts(logins),
    compare: async (failing, working) => {
      const [here, there] = [await examineTexts([failing], []), await examineTexts([working], [])];
      return jsonOf(comparison(here, there, compareLogins(here, there, SEQUENCE)));
    },
  };
}
