import { ASSERTION_ALGORITHM } from '../salesforce/grant.js';
import { clear, codeIn, defineCheck, fail, isDisputed, open, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'assertion/algorithm': (value) =>
    `The assertion is signed with ${value('assertion.algorithm')}; Salesforce accepts only RS256.`,
  'assertion/rs256': 'The assertion is signed with RS256.',
  'assertion/well-formed': 'The assertion is a well-formed JWT.',
  'assertion/not-sent': (value) => `The request has no parameter "assertion". It has: ${value('request.parameters')}.`,
  'assertion/empty': 'The assertion is empty.',
  'assertion/pem': 'The request sends PEM text (a key or a certificate) instead of an assertion.',
  'assertion/encrypted-jwt':
    'The assertion is an encrypted JWT (five parts). Salesforce needs a signed JWT (three parts).',
  'assertion/not-three-parts': 'The assertion does not have the three parts of a signed JWT.',
  'assertion/blanks': 'The assertion contains spaces or line breaks.',
  'assertion/standard-base64': 'The assertion is encoded as standard base64 (with + / =) instead of base64url.',
  'assertion/characters': 'The assertion contains characters that are not allowed in a JWT.',
  'assertion/header-not-json': 'The header of the assertion is not JSON.',
  'assertion/claims-not-json': 'The claims of the assertion are not JSON.',
  'assertion/no-claims': 'The assertion has none of the claims iss, sub, aud and exp.',
  'assertion/missing-claim': (value) =>
    `The assertion lacks a claim (${value('assertion.problem').replace(/^missing-claim: /, '')}).`,
  'assertion/unsigned': 'The assertion has no signature.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** The assertion is a compact JWS with all claims, signed with RS256. */
export const assertion = defineCheck({
  id: 'assertion',
  title: 'The assertion is a well-formed JWT signed with RS256',
  failureTitle: 'The assertion is not a JWT that Salesforce can read',
  gates: ['shape'],
  causes: ['assertion-malformed', 'algorithm-unsupported'],
  rejects: ['assertionInvalid', 'clientCredentialsInvalid'],
  needs: ['assertion.problem', 'assertion.algorithm', 'assertion.expiresAt', 'request.parameters'],
  sentences,
  examine({ facts }) {
    const problem = facts.get('assertion.problem');
    const algorithm = facts.get('assertion.algorithm');
    const parameters = facts.get('request.parameters');
    const findings: Finding<Code>[] = [];

    if (algorithm !== undefined && algorithm !== ASSERTION_ALGORITHM) {
      findings.push(fail('algorithm-unsupported', 'assertion/algorithm', facts.cite('assertion.algorithm')));
    } else if (algorithm === undefined) findings.push(open('algorithm-unsupported', 'assertion.algorithm'));
    else findings.push(clear('algorithm-unsupported', 'assertion/rs256', facts.cite('assertion.algorithm')));

    if (isDisputed(facts, 'assertion.problem')) findings.push(open('assertion-malformed', 'assertion.algorithm'));
    else if (problem !== undefined) {
      findings.push(
        fail(
          'assertion-malformed',
          codeIn(sentences, `assertion/${problem.split(':')[0]!}`, 'assertion/not-three-parts'),
          facts.cite('assertion.problem'),
        ),
      );
    } else if (parameters !== undefined && parameters.length > 0 && !parameters.includes('assertion')) {
      findings.push(fail('assertion-malformed', 'assertion/not-sent', facts.cite('request.parameters')));
    } else if (algorithm === undefined || facts.get('assertion.expiresAt') === undefined)
      // A header that somebody names says nothing about the rest of the assertion.
      findings.push(open('assertion-malformed', 'assertion.algorithm', 'assertion.expiresAt'));
    else findings.push(clear('assertion-malformed', 'assertion/well-formed', facts.cite('assertion.algorithm')));
    return findings;
  },
});
