import type { KeyObject } from 'node:crypto';
import type { SourceFact } from '../facts/store.js';
import { ScrubbedStore } from '../redaction/scrubbed-store.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { apiOrigin, opensApi, revokeToken, tryApi } from './after-token.js';
import { decodeAssertion } from './assertion/decode.js';
import { ASSERTION_LIFETIME_SECONDS, makeAssertion } from './assertion/make.js';
import { judgeSignature } from './assertion/signature.js';
import { hostFacts } from '../salesforce/hosts.js';
import { discover } from './discovery.js';
import { isTokenHost } from './guard.js';
import { DEFAULT_TIMEOUT_MS, type NetworkOptions } from './http.js';
import { networkOfRun } from './run-network.js';
import { Ways } from './ways.js';
import { loadCertificate, loadKey, type KeyOpening, type KeyPlace, type KeySource } from './private-key.js';
import { defaultAudience, probePairs, type Pair } from './probe-plan.js';
import type { FactName } from '../facts/names.js';
import type { OrgReading } from './org/reading.js';
import type { OrgSession } from './org/session.js';
import { askForToken, type TokenOutcome } from './token-endpoint.js';

/** Which attempts may be made: `auto` looks at other hosts where the answer leaves the host in doubt. */
export type Probe = 'auto' | 'one' | 'none';

/** The events while a login is examined. */
export type DoctorEvent =
  | { readonly type: 'step'; readonly text: string }
  | { readonly type: 'probe'; readonly pairs: readonly Pair[] }
  | { readonly type: 'session-problem'; readonly error: Error };

/** The login to try. */
export interface Login {
  readonly username?: string;
  /** The consumer key of the app. */
  readonly clientId?: string;
  readonly key?: KeyPlace;
  readonly opening?: KeyOpening;
  /** A certificate file to compare with the key. */
  readonly certificate?: string;
  /** A ready assertion, sent once unchanged in place of one made from the key. */
  readonly assertion?: string;
  /** The origin to ask, let through by the host guard. */
  readonly origin: string;
  readonly audience?: string;
  /** Hosts that the user allowed by name, besides those of Salesforce and loopback. */
  readonly allowHosts?: readonly string[];
  /** Opens the session with which the org is read; absent where there is none. */
  readonly openSession?: () => Promise<OrgSession>;
  /** The label or API name of the app, where the org cannot be searched for the consumer key. */
  readonly appName?: string;
}

/** How to gather. */
export interface GatherOptions {
  readonly facts: readonly SourceFact[];
  readonly probe: Probe;
  readonly network: NetworkOptions;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onEvent: (event: DoctorEvent) => void;
  /** The facts that the checks of this run need. */
  readonly wanted: ReadonlySet<FactName>;
}

const MAXIMUM_ATTEMPTS = 4;
const noKey: KeySource = { facts: [] };

/** Tries a JWT bearer login, reads the org if there is a session, and gathers the facts. Writes nothing. */
export async function gatherLogin(login: Login, options: GatherOptions): Promise<SourceFact[]> {
  const ways = new Ways();
  const run = networkOfRun(options.network, options.network.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    return await gatherWith(login, options, { ways, ...run });
  } finally {
    await ways.close();
  }
}

async function gatherWith(login: Login, options: GatherOptions, network: NetworkOptions): Promise<SourceFact[]> {
  const { facts: given, probe, clock, onEvent } = options;
  const { origin } = login;

  onEvent({ type: 'step', text: `Reading the key and looking at ${origin}` });
  const certificate = login.certificate === undefined ? [] : loadCertificate(login.certificate);
  const session = startSession(login, onEvent);
  const keySource = login.key === undefined ? noKey : await loadKey(login.key, login.opening);
  const attempt = new Attempts(login, keySource.key, network, clock);
  const [discovery, tried, read] = await Promise.all([discover(origin, network, clock), ...tryAndRead()]);
  return [
    ...given,
    ...keySource.facts,
    ...certificate,
    ...discovery.facts,
    ...attempt.requestFacts(),
    ...tried,
    ...read,
  ];

  function tryAndRead(): [Promise<SourceFact[]>, Promise<SourceFact[]>] {
    let attempts: Promise<SourceFact[]> = Promise.resolve([]);
    const reading = session.then(
      (opened): Promise<OrgReading> | undefined => opened && startReading(opened, () => attempts),
    );
    attempts = probe !== 'none' && attempt.possible ? tryLogin(reading) : Promise.resolve([]);
    return [attempts, reading.then((started) => (started === undefined ? [] : readWith(started)))];
  }

  async function tryLogin(reading: Promise<OrgReading | undefined>): Promise<SourceFact[]> {
    onEvent({ type: 'step', text: `Asking ${origin} for a token` });
    const audience = login.audience ?? defaultAudience(origin);
    const readOwn =
      login.openSession === undefined
        ? async (own: OrgSession) => readWith(await startReading(own, () => Promise.resolve()))
        : undefined;
    const first = await attempt.ask({ origin, audience }, true, readOwn);
    if (probe !== 'auto' || login.assertion !== undefined) return first.facts;
    return [...first.facts, ...(await probeOthers(first.answer, audience, await reading))];
  }

  async function probeOthers(first: TokenAnswer, audience: string, reading?: OrgReading): Promise<SourceFact[]> {
    const home = reading && hostFacts(reading.client.origin);
    // Reads the session's org only if the user was seen there.
    const isHome = home?.kind === 'my-domain' && (await reading?.isMeantOrg()) === true;
    const known = isHome ? home.origin : new ScrubbedStore(given).value('org.myDomain');
    const pairs = probePairs({ origin, audience }, first, known)
      .filter((pair) => isTokenHost(pair.origin, login.allowHosts))
      .slice(0, MAXIMUM_ATTEMPTS - 1);
    if (pairs.length === 0) return [];
    onEvent({ type: 'probe', pairs });
    const outcomes = await Promise.all(pairs.map((pair) => attempt.ask(pair, false)));
    return outcomes.flatMap((outcome) => outcome.facts);
  }

  async function startReading(opened: OrgSession, attempted: () => Promise<unknown>): Promise<OrgReading> {
    const { openReading } = await import('./org/read-org.js');
    const asked = {
      loginOrigin: origin,
      ...(login.username !== undefined && { username: login.username }),
      ...(login.clientId !== undefined && { consumerKey: login.clientId }),
      ...(login.appName !== undefined && { appName: login.appName }),
    };
    return openReading(opened, asked, network, attempted);
  }

  async function readWith(reading: OrgReading): Promise<SourceFact[]> {
    const { readOrg } = await import('./org/read-org.js');
    const where = `Reading the org ${reading.client.origin}`;
    let parts = 0;
    onEvent({ type: 'step', text: where });
    const onSubject = (title: string) =>
      onEvent({ type: 'step', text: `${where}: ${title} (${(parts += 1)} parts read)` });
    const { facts, problem } = await readOrg(reading, { wanted: options.wanted, clock, onSubject });
    if (problem !== undefined && login.openSession !== undefined) onEvent({ type: 'session-problem', error: problem });
    return facts;
  }
}

/** Opens the session beside everything else. One that cannot be had is told, and stops nothing. */
async function startSession(
  { openSession }: Login,
  onEvent: GatherOptions['onEvent'],
): Promise<OrgSession | undefined> {
  if (openSession === undefined) return undefined;
  onEvent({ type: 'step', text: 'Opening a session to read the org with' });
  try {
    return await openSession();
  } catch (error) {
    onEvent({ type: 'session-problem', error: error instanceof Error ? error : new Error('unknown reason') });
    return undefined;
  }
}

/** The attempts of one login: each is asked once, and a token that comes is used for one call and given back. */
class Attempts {
  readonly possible: boolean;

  constructor(
    private readonly login: Login,
    private readonly key: KeyObject | undefined,
    private readonly network: NetworkOptions,
    private readonly clock: () => number,
  ) {
    const canSign = key?.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
    this.possible =
      login.assertion !== undefined || (canSign && login.username !== undefined && login.clientId !== undefined);
  }

  /** The request as facts, whether or not it is sent. */
  requestFacts(): SourceFact[] {
    const { login } = this;
    const source = 'the login as it was asked for';
    const facts: SourceFact[] = [{ name: 'request.url', value: `${login.origin}/services/oauth2/token`, source }];
    if (login.assertion !== undefined) {
      const decoded = decodeAssertion(login.assertion, 'the assertion that was given');
      facts.push(...decoded.facts);
      if (decoded.compact !== undefined && this.key)
        facts.push(...judgeSignature(decoded.compact, [this.key], 'the key that was given'));
      return facts;
    }
    facts.push({ name: 'assertion.audience', value: login.audience ?? defaultAudience(login.origin), source });
    if (login.clientId !== undefined) facts.push({ name: 'assertion.issuer', value: login.clientId, source });
    if (login.username !== undefined) facts.push({ name: 'assertion.subject', value: login.username, source });
    if (this.possible) {
      facts.push(
        { name: 'assertion.algorithm', value: 'RS256', source },
        { name: 'assertion.expiresAt', value: this.expiry(), source },
      );
    }
    return facts;
  }

  /** Asks once; a token of the attempt that is meant may read the org before it is given back. */
  async ask(
    { origin, audience }: Pair,
    intended: boolean,
    readOwn?: (own: OrgSession) => Promise<SourceFact[]>,
  ): Promise<TokenOutcome> {
    const { login, network } = this;
    const outcome = await askForToken(
      {
        origin,
        audience,
        intended,
        assertion:
          login.assertion ??
          (await makeAssertion(
            { issuer: login.clientId!, subject: login.username!, audience, expiresAt: this.expiry() },
            this.key!,
          )),
        ...(login.username !== undefined && { subject: login.username }),
      },
      network,
      login.allowHosts,
    );
    if (outcome.token) {
      const { token } = outcome;
      const answered = intended ? await tryApi(token, origin, network) : [];
      outcome.facts.push(...answered);
      if (readOwn && opensApi(answered)) {
        const own = {
          instanceUrl: apiOrigin(token, origin),
          accessToken: token.accessToken,
          source: 'the login itself',
          ...(login.username !== undefined && { username: login.username }),
        };
        outcome.facts.push(...(await readOwn(own)));
      }
      await revokeToken(outcome.token, origin, network);
    }
    return outcome;
  }

  private expiry(): number {
    return Math.floor(this.clock() / 1000) + ASSERTION_LIFETIME_SECONDS;
  }
}
