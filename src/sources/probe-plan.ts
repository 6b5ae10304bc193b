import { readAnswer } from '../facts/answers.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { genericOriginFor, hostFacts, LOGIN_ORIGIN, sameOrigin, TEST_ORIGIN } from '../salesforce/hosts.js';
import type { AnswerId } from '../answers/index.js';

/** A host and the audience to name there. */
export interface Pair {
  readonly origin: string;
  readonly audience: string;
}

// Answers that a wrong host gives as well as something else.
const HOST_IN_DOUBT: readonly AnswerId[] = [
  'notApproved',
  'clientAppNotInstalled',
  'clientIdInvalid',
  'authenticationFailure',
  'audienceInvalid',
  'assertionInvalid',
];

/** The audience for a host when none is asked for: a generic host names itself, and so does a My Domain (as the Salesforce CLI does first). */
export function defaultAudience(origin: string): string {
  return hostFacts(origin)?.origin ?? origin;
}

/**
 * The other (host, audience) pairs that are worth one attempt, where the answer leaves the host or the audience in
 * doubt; none where it does not. Only the org's own My Domain, when it is known, and the two generic hosts are asked.
 */
export function probePairs(asked: Pair, answer: TokenAnswer, myDomain: string | undefined): Pair[] {
  const { answer: id, shape } = readAnswer(answer);
  const host = hostFacts(asked.origin);
  const inDoubt = (id !== undefined && HOST_IN_DOUBT.includes(id)) || shape === 'html-page' || shape === 'redirect';
  if (host === undefined || host.kind === 'loopback' || !inDoubt) return [];
  const home = myDomain === undefined ? undefined : hostFacts(myDomain);
  const pairs: Pair[] = [];
  const isGeneric = host.kind === 'login' || host.kind === 'test';
  if (home?.kind === 'my-domain') {
    const origin = `https://${new URL(home.origin).hostname}`;
    pairs.push({ origin, audience: origin });
  }
  if (id === 'audienceInvalid') {
    if (host.orgKind !== undefined) pairs.push({ origin: host.origin, audience: genericOriginFor(host.orgKind) });
    if (isGeneric) pairs.push({ origin: host.origin, audience: host.origin });
  }
  if (isGeneric) {
    const other = host.kind === 'login' ? TEST_ORIGIN : LOGIN_ORIGIN;
    pairs.push({ origin: other, audience: other });
  }
  const differs = (pair: Pair) => !(sameOrigin(pair.origin, asked.origin) && sameOrigin(pair.audience, asked.audience));
  return pairs.filter(
    (pair, index) =>
      differs(pair) && pairs.findIndex((one) => one.origin === pair.origin && one.audience === pair.audience) === index,
  );
}
