import { examine, type Examination } from '../../doctor.js';
import type { SourceFact } from '../../facts/store.js';
import { readCensus } from '../../sources/org/census/census.js';
import { OrgClient } from '../../sources/org/client.js';
import { OrgReading } from '../../sources/org/reading.js';
import { readFiles, tellNotes } from '../input/read-files.js';
import { sessionOpener } from '../login/login.js';
import { networkOf } from '../login/network.js';
import { tryLogin, type DiagnoseOptions } from '../login/try-login.js';
import { givenFacts } from '../reports/report-options.js';
import { UsageError } from '../usage-error.js';

/** Requests for the neighbours of a login: apps, users, profiles and permission sets. */
const MOST_REQUESTS = 200;

/** Where the facts for a twin come from. */
export interface TwinSource extends DiagnoseOptions {
  /** Files with evidence; true where the flag was given without any. */
  readonly from?: readonly string[] | true;
}

/** The neighbours of the login, as the session sees them. Nothing where there is no session. */
export async function neighbours(options: TwinSource, { facts }: Examination): Promise<SourceFact[]> {
  const session = await sessionOpener(options)?.();
  if (session === undefined) return [];
  const username = facts.value('assertion.subject') ?? options.username;
  const consumerKey = facts.value('assertion.issuer') ?? options.clientId;
  const asked = {
    ...(username !== undefined && { username }),
    ...(consumerKey !== undefined && { consumerKey }),
    ...(options.app !== undefined && { appName: options.app }),
  };
  const client = new OrgClient(session, networkOf(options), MOST_REQUESTS);
  return readCensus(new OrgReading(client, asked, () => Promise.resolve()), Date.now());
}

/** True where the flags describe a login to try, or an org to read. */
function hasLogin({ username, clientId, targetOrg }: TwinSource): boolean {
  return username !== undefined || clientId !== undefined || targetOrg !== undefined;
}

/**
 * Facts about a login and its org: from files, or from the login and an administrator's session. Throws a usage
 * error where nothing is named.
 */
export async function gatherForTwin(command: string, options: TwinSource): Promise<Examination> {
  const given = await givenFacts(options);
  const files = Array.isArray(options.from) ? (options.from as readonly string[]) : [];
  if (files.length > 0) {
    const { facts, notes } = await readFiles(files, given, undefined);
    tellNotes(notes);
    return examine(facts);
  }
  if (!hasLogin(options)) {
    if (given.length > 0) return examine(given);
    throw new UsageError(
      `${command}: name what the twin is made from: a bundle, an evidence file or other files with --from, or an org with --target-org and the flags of the login`,
    );
  }
  const { examination } = await tryLogin(
    { ...options, probe: options.targetOrg === undefined ? options.probe : 'one' },
    given,
  );
  const more = await neighbours(options, examination);
  return examine([...examination.facts.all(), ...more], { now: Math.floor(Date.now() / 1000) });
}
