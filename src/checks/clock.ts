import { meantAnswer } from '../facts/answers.js';
import { EXPIRY_TOLERANCE_SECONDS } from '../salesforce/grant.js';
import { clear, defineCheck, fail, moot, open, warn, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'clock/expired': (value) =>
    `The assertion expired at ${value('assertion.expiresAt')} (claim exp), more than three minutes before the server received it.`,
  'clock/client-behind': (value) =>
    `The clock of the client is ${value('clock.skewSeconds').replace('-', '')} seconds behind the server clock. The assertion expired at ${value('assertion.expiresAt')} (claim exp): by the client's clock that was still to come, by the server's it had passed.`,
  'clock/client-ahead': (value) =>
    `The clock of the client is ${value('clock.skewSeconds')} seconds ahead of the server clock, so the assertion is valid for longer than it was meant to be (claim exp). Salesforce accepts this.`,
  'clock/made-expired': (value) =>
    `The program makes assertions that have expired already: exp lies ${value('assertion.lifetimeSeconds').replace('-', '')} seconds before the time at which they are made.`,
  'clock/behind': (value) =>
    `The clock of the client is ${value('clock.skewSeconds').replace('-', '')} seconds behind the server clock. An assertion that lasts five minutes or less has expired when it arrives.`,
  'clock/not-expired': 'The assertion was still valid when the server received it.',
  'clock/accepted-before': 'An assertion with the same unique ID (claim jti) got a token before.',
  'clock/has-jti': 'The assertion has a unique ID (claim jti), so it can be used only once.',
  'clock/no-jti': 'The assertion has no unique ID (claim jti), so it can be sent again.',
  'clock/milliseconds':
    'The expiry of the assertion (claim exp) is in milliseconds. Salesforce accepts this, and the Salesforce CLI sends it, but other servers expect seconds.',
  'clock/far-ahead':
    'The assertion is valid for more than five minutes (claim exp). Salesforce accepts this, but a shorter time is safer.',
} satisfies Sentences;

type Code = keyof typeof sentences;

const MILLISECONDS_FROM = 1e11; // a number of seconds this large lies in the year 5138
const USUAL_LIFETIME = 300;

/** `exp` lies ahead of the server's clock, or at most three minutes behind it. */
export const clock = defineCheck({
  id: 'clock',
  title: 'The assertion had not expired on the server clock',
  failureTitle: 'The assertion had expired on the server clock',
  gates: ['time'],
  causes: ['assertion-expired', 'assertion-replayed'],
  rejects: ['assertionExpired', 'assertionInvalid', 'assertionReplayed'],
  needs: [
    'assertion.expiresAt',
    'assertion.lifetimeSeconds',
    'assertion.id',
    'assertion.acceptedBefore',
    'clock.skewSeconds',
    'token.answers',
  ],
  sentences,
  examine({ facts, now }) {
    const expiresAt = facts.get('assertion.expiresAt');
    const findings: Finding<Code>[] = [];
    if (facts.get('assertion.acceptedBefore') === true)
      findings.push(
        fail('assertion-replayed', 'clock/accepted-before', facts.cite('assertion.acceptedBefore', 'assertion.id')),
      );
    else if (facts.get('assertion.id') !== undefined)
      findings.push(fail('assertion-replayed', 'clock/has-jti', facts.cite('assertion.id'), 'hint'));
    // Only a whole assertion shows that it has none.
    else if (expiresAt !== undefined)
      findings.push(moot('assertion-replayed', 'clock/no-jti', facts.cite('assertion.expiresAt')));
    if (expiresAt === undefined) {
      if ((facts.get('assertion.lifetimeSeconds') ?? 0) + EXPIRY_TOLERANCE_SECONDS < 0)
        return [...findings, fail('assertion-expired', 'clock/made-expired', facts.cite('assertion.lifetimeSeconds'))];
      const behind = -(facts.get('clock.skewSeconds') ?? 0);
      return [
        ...findings,
        behind > USUAL_LIFETIME + EXPIRY_TOLERANCE_SECONDS
          ? fail('assertion-expired', 'clock/behind', facts.cite('clock.skewSeconds'), 'suspected')
          : open('assertion-expired', 'assertion.expiresAt'),
      ];
    }

    const seconds = expiresAt > MILLISECONDS_FROM ? expiresAt / 1000 : expiresAt;
    const answeredAt = meantAnswer(facts.get('token.answers') ?? [])?.at;
    const skew = facts.get('clock.skewSeconds') ?? 0;
    const serverTime =
      answeredAt !== undefined ? Date.parse(answeredAt) / 1000 : now === undefined ? undefined : now - skew;
    const cited = facts.cite('assertion.expiresAt', 'token.answers', 'clock.skewSeconds');
    if (serverTime === undefined || Number.isNaN(serverTime))
      return [...findings, open('assertion-expired', 'clock.skewSeconds', 'token.answers')];
    if (seconds + EXPIRY_TOLERANCE_SECONDS < serverTime)
      return [
        ...findings,
        fail('assertion-expired', seconds > serverTime + skew ? 'clock/client-behind' : 'clock/expired', cited),
      ];
    findings.push(clear('assertion-expired', 'clock/not-expired', cited));
    if (expiresAt > MILLISECONDS_FROM) findings.push(warn('clock/milliseconds', facts.cite('assertion.expiresAt')));
    else if (skew > EXPIRY_TOLERANCE_SECONDS)
      findings.push(warn('clock/client-ahead', facts.cite('clock.skewSeconds')));
    else if (seconds - serverTime > USUAL_LIFETIME + EXPIRY_TOLERANCE_SECONDS)
      findings.push(warn('clock/far-ahead', facts.cite('assertion.expiresAt')));
    return findings;
  },
});
