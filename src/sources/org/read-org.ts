import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import { hostFacts } from '../../salesforce/hosts.js';
import type { NetworkOptions } from '../http.js';
import { app } from './app.js';
import { auditTrail } from './audit-trail.js';
import { OrgClient } from './client.js';
import { grants, userPermissions } from './grants.js';
import { identifyApp, type Identity } from './identify-app.js';
import { loginHistory, sessions } from './login-history.js';
import { organization } from './organization.js';
import { profile, profileSession } from './profile.js';
import { notKnown, OrgReading, type Asked, type Subject } from './reading.js';
import { apiAccessControl, blocked, myDomainPolicy } from './settings.js';
import type { OrgSession } from './session.js';
import { holdsToken, tokens } from './tokens.js';
import { user, userLogin } from './user.js';

/** How to read an org. */
export interface ReadOrgOptions {
  /** The facts that some check needs; what nobody needs is not read. */
  readonly wanted: ReadonlySet<FactName>;
  readonly network: NetworkOptions;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves when the login was tried. */
  readonly attempted: Promise<unknown>;
  /** Told what was read. */
  readonly onSubject?: (title: string) => void;
}

/** True for login.salesforce.com and test.salesforce.com: only there the policy of My Domain matters. */
function isGeneric(origin: string | undefined): boolean {
  const kind = origin === undefined ? undefined : hostFacts(origin)?.kind;
  return kind === 'login' || kind === 'test' || kind === 'loopback';
}

/**
 * Reads what a session shows of an org: the app, its policies and its certificate, the user, the grants, the OAuth tokens,
 * the Login History, the settings. At most 25 requests, independent ones together, each once and with a limit of its own;
 * nothing is written. What cannot be read is told as unknown, with the permission that would lift it.
 */
export async function readOrg(session: OrgSession, asked: Asked, options: ReadOrgOptions): Promise<SourceFact[]> {
  const { wanted, network, clock, attempted, onSubject = () => undefined } = options;
  const reading = new OrgReading(new OrgClient(session, network), asked, attempted);
  let identified: Promise<Identity> | undefined;
  const identity = () => (identified ??= identifyApp(reading, clock));
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
            `${subject.title} of ${session.instanceUrl}`,
          );
        }
      }),
  );
  if (await reading.isOtherOrg()) {
    const detail = `the session is of ${session.instanceUrl}, which has no such user and is not the org that the login asks`;
    return notKnown(
      ['org.id', 'user.exists', 'app.inOrg'],
      { ok: false, reason: 'not-supported', detail },
      session.source,
    );
  }
  return facts.flat();
}
