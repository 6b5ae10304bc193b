import type { SourceFact } from '../../facts/store.js';
import type { ApprovalEnding } from '../../salesforce/approval.js';
import { AUTHORIZE_PATH } from '../../salesforce/grant.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { answerOf } from '../../answers/index.js';
import type { Exchanged, ExchangeRefusal } from './exchange.js';

/** The outcome of an approval. It holds no code, token or secret. */
export interface ApprovalOutcome {
  readonly ending: ApprovalEnding;
  /** The server's own words, if it refused. */
  readonly refusal?: ExchangeRefusal;
  /** The scopes that were granted. */
  readonly scopes?: readonly string[];
  /** The user who approved, if the org said so. */
  readonly username?: string;
  /** Whether the exchange carried the consumer secret. */
  readonly secretSent: boolean;
  /** The access token was revoked. */
  readonly accessTokenReturned?: boolean;
  /** The refresh token was discarded, revoked (which ends the approval), or could not be revoked. */
  readonly refreshToken?: 'discarded' | 'revoked' | 'not-revoked';
  /** The facts about the login that the approval adds. */
  readonly facts: readonly SourceFact[];
}

const SOURCE = 'the approval in the browser';

/** The refusal of the page as a fact, if it says something about the login. */
export function refusalFacts(origin: string, refusal: ExchangeRefusal): SourceFact[] {
  const { error, description, answer } = refusal;
  if (answer === undefined || answerOf(answer).gates.length === 0) return [];
  const value = {
    ...(error !== undefined && { error }),
    ...(description !== undefined && { description }),
    url: `${origin}${AUTHORIZE_PATH}`,
  };
  return [{ name: 'authorize.answer', value, source: SOURCE }];
}

/** An approval whose code could not be exchanged, as a fact. */
export function unexchangedFacts(origin: string): SourceFact[] {
  return [
    { name: 'approval.attempts', value: [{ flow: 'web-server', exchanged: false, host: origin }], source: SOURCE },
  ];
}

/** An approval whose code was exchanged, as a fact. */
export function exchangedFacts(origin: string, tokens: Exchanged, username: string | undefined): SourceFact[] {
  const instance = tokens.instanceUrl === undefined ? undefined : hostFacts(tokens.instanceUrl);
  const attempt = {
    flow: 'web-server' as const,
    exchanged: true,
    ...(tokens.scopes !== undefined && { scopes: [...tokens.scopes] }),
    ...(username !== undefined && { username }),
    host: instance?.kind === 'my-domain' ? instance.origin : origin,
  };
  return [{ name: 'approval.attempts', value: [attempt], source: SOURCE }];
}
