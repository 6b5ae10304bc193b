import type { KeyObject } from 'node:crypto';
import { FactStore, type SourceFact } from '../facts/store.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { revokeToken, tryApi } from './after-token.js';
import { decodeAssertion } from './assertion/decode.js';
import { ASSERTION_LIFETIME_SECONDS, makeAssertion } from './assertion/make.js';
import { judgeSignature } from './assertion/signature.js';
import { discover } from './discovery.js';
import { isTokenHost } from './guard.js';
import type { NetworkOptions } from './http.js';
import { loadCertificate, loadKey, type KeyOpening, type KeyPlace, type KeySource } from './private-key.js';
import { defaultAudience, probePairs, type Pair } from './probe-plan.js';
import { askForToken, type TokenOutcome } from './token-endpoint.js';

/** Which attempts may be made: `auto` looks at other hosts where the answer leaves the host in doubt. */
export type Probe = 'auto' | 'one' | 'none';

/** What happens while a login is examined. */
export type DoctorEvent =
  | { readonly type: 'step'; readonly text: string }
  | { readonly type: 'probe'; readonly pairs: readonly Pair[] }
  | { readonly type: 'note'; readonly text: string };

/** The login to try. */
export interface Login {
  readonly username?: string;
  /** The consumer key of the app. */
  readonly clientId?: string;
  readonly key?: KeyPlace;
  readonly opening?: KeyOpening;
  /** A certificate file to compare with the key. */
  readonly certificate?: string;
  /** A ready assertion, sent once as it stands instead of one made from the key. */
  readonly assertion?: string;
  /** The origin to ask, let through by the host guard. */
  readonly origin: string;
  readonly audience?: string;
  /** Hosts that the user allowed by name, besides those of Salesforce and loopback. */
  readonly allowHosts?: readonly string[];
}

/** How to gather. */
export interface GatherOptions {
  readonly facts: readonly SourceFact[];
  readonly probe: Probe;
  readonly network: NetworkOptions;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onEvent: (event: DoctorEvent) => void;
}

const MAXIMUM_ATTEMPTS = 4;
const noKey: KeySource = { facts: [] };

/** Tries a JWT bearer login and gathers what the key, the hosts and the answers tell. Writes nothing. */
export async function gatherLogin(login: Login, options: GatherOptions): Promise<SourceFact[]> {
  const { facts: given, probe, network, clock, onEvent } = options;
  const facts: SourceFact[] = [...given];
  const { origin } = login;

  onEvent({ type: 'step', text: `Reading the key and looking at ${origin}` });
  const certificate = login.certificate === undefined ? [] : loadCertificate(login.certificate);
  const [keySource, discovery] = await Promise.all([
    login.key === undefined ? noKey : loadKey(login.key, login.opening),
    discover(origin, network, clock),
  ]);
  facts.push(...keySource.facts, ...certificate, ...discovery.facts);

  const attempt = new Attempts(login, keySource.key, network, clock);
  facts.push(...attempt.requestFacts());
  if (probe !== 'none' && attempt.possible) {
    onEvent({ type: 'step', text: `Asking ${origin} for a token` });
    const audience = login.audience ?? defaultAudience(origin);
    const first = await attempt.ask({ origin, audience }, true);
    facts.push(...first.facts);
    if (probe === 'auto' && login.assertion === undefined) facts.push(...(await probeOthers(first.answer, audience)));
  }
  return facts;

  async function probeOthers(first: TokenAnswer, audience: string): Promise<SourceFact[]> {
    const store = new FactStore(facts);
    const pairs = probePairs({ origin, audience }, first, store.value('org.myDomain'))
      .filter((pair) => isTokenHost(pair.origin, login.allowHosts))
      .slice(0, MAXIMUM_ATTEMPTS - 1);
    if (pairs.length === 0) return [];
    onEvent({ type: 'probe', pairs });
    const found: SourceFact[] = [];
    for (const pair of pairs) found.push(...(await attempt.ask(pair, false)).facts);
    return found;
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

  /** What the request says, whether or not it is sent. */
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

  async ask({ origin, audience }: Pair, intended: boolean): Promise<TokenOutcome> {
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
      if (intended) outcome.facts.push(...(await tryApi(outcome.token, origin, network)));
      await revokeToken(outcome.token, origin, network);
    }
    return outcome;
  }

  private expiry(): number {
    return Math.floor(this.clock() / 1000) + ASSERTION_LIFETIME_SECONDS;
  }
}
