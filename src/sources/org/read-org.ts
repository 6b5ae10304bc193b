import { isDeepStrictEqual } from 'node:util';
import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { app } from './app.js';
import type { NetworkOptions } from '../http.js';
import { auditTrail } from './audit-trail.js';
import { OrgClient } from './client.js';
import { SessionError, type OrgSession } from './session.js';
import { grants, userPermissions } from './grants.js';
import { identifyApp } from './identify-app.js';
import { loginHistory } from './login-history.js';
import { organization } from './organization.js';
import { profile, profileSession } from './profile.js';
import { notKnown, OrgReading, type Asked, type Subject } from './reading.js';
import { sessions } from './sessions.js';
import { apiAccessControl, blocked, myDomainPolicy } from './settings.js';
import { holdsToken, tokens } from './tokens.js';
import { user, userLogin } from './user.js';

const readings = new WeakMap<OrgSession, OrgReading>();

/** Begins the reading of an org and asks nothing yet. `attempted` resolves when the login was tried. */
export function openReading(
  session: OrgSession,
  asked: Asked,
  network: NetworkOptions,
  attempted: () => Promise<unknown>,
): OrgReading {
  const reading = new OrgReading(new OrgClient(session, network), asked, attempted);
  readings.set(session, reading);
  return reading;
}

/** The last reading of a session, if it was for the same login. A remedy is planned from it, so nothing is read twice. */
export function readingOf(session: OrgSession, asked: Asked): OrgReading | undefined {
  const reading = readings.get(session);
  return reading !== undefined && isDeepStrictEqual(reading.asked, asked) ? reading : undefined;
}

/** How to read an org. */
export interface ReadOrgOptions {
  /** The facts that some check needs; what nobody needs is not read. */
  readonly wanted: ReadonlySet<FactName>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told what was read. */
  readonly onSubject?: (title: string) => void;
}

/** True for login.salesforce.com and test.salesforce.com: only there the policy of My Domain matters. */
function isGeneric(origin: string | undefined): boolean {
  const kind = origin === undefined ? undefined : hostFacts(origin)?.kind;
  return kind === 'login' || kind === 'test' || kind === 'loopback';
}

/** The facts from an org, or the reason why none of them are used. */
export interface OrgFacts {
  readonly facts: SourceFact[];
  readonly problem?: Error;
}

/** Why a session showed nothing at all: it is refused, or the org is out of reach. */
function refusalOf({ session, ended }: OrgClient, facts: readonly SourceFact[]): Error | undefined {
  // The My Domain is known by the address of the session alone.
  const isSeen = facts.some((fact) => 'value' in fact && fact.name !== 'org.myDomain');
  return ended === undefined || isSeen ? undefined : new SessionError(`${session.source}: ${ended.detail}`);
}

/**
 * Reads what a session shows of an org: the app, its policies and its certificate, the user, the grants, the OAuth tokens,
 * the Login History, the settings. At most 25 requests, independent ones together, each once and with a limit of its own;
 * nothing is written. What cannot be read is told as unknown, with the permission that would lift it.
 */
export async function readOrg(reading: OrgReading, options: ReadOrgOptions): Promise<OrgFacts> {
  const { wanted, clock, onSubject = () => undefined } = options;
  const { asked, client } = reading;
  const identity = () => identifyApp(reading, clock);
  const labels = async () => {
    const known = await identity();
    return 'found' in known ? [known.found.name, known.found.label ?? known.found.name] : [];
  };
  const tokenSubject = tokens(identity);
  let held: Promise<SourceFact[]> | undefined;
  const readTokens = () => (held ??= tokenSubject.read(reading));
  const tokensOfApp: Subject = { ...tokenSubject, read: readTokens };
  const subjects: readonly Subject[] = [
    organization,
    user,
    userLogin,
    app(identity),
    userPermissions(clock),
    grants(identity, clock),
    tokensOfApp,
    sessions(identity, async () => holdsToken(await readTokens(), asked.username)),
    loginHistory(clock, labels),
    profile,
    profileSession,
    apiAccessControl,
    ...(isGeneric(asked.loginOrigin) ? [myDomainPolicy] : []),
    blocked,
    auditTrail(identity),
  ];
  const facts = await Promise.all(
    subjects
      .filter(({ provides }) => provides.some((name) => wanted.has(name)))
      .map(async (subject) => {
        try {
          const found = await subject.read(reading);
          onSubject(subject.title);
          return found;
        } catch (error) {
          const detail = `it could not be read (${error instanceof Error ? error.name : 'unknown reason'})`;
          return notKnown(
            subject.provides,
            { ok: false, reason: 'failed', detail },
            `${subject.title} of ${client.origin}`,
          );
        }
      }),
  );
  const refused = refusalOf(client, facts.flat());
  if (refused !== undefined) return { facts: facts.flat(), problem: refused };
  if (facts.length === 0 || !(await reading.isOtherOrg(async () => 'found' in (await identity()))))
    return { facts: facts.flat() };
  const detail = `the session is of ${client.origin}, which has neither the user nor the app of this login; use a session of the org that holds the user`;
  const why = { ok: false, reason: 'not-supported', detail } as const;
  return {
    facts: notKnown(['org.id', 'user.exists', 'app.inOrg'], why, client.session.source),
    problem: new Error(detail),
  };
}
