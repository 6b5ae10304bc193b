import { ASSERTION_ALGORITHM } from '../salesforce/grant.js';
import { clear, codeIn, defineCheck, fail, open, type Finding, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'assertion/algorithm': (value) =>
    `The assertion is signed with ${value('assertion.algorithm')}; the flow takes RS256 only.`,
  'assertion/rs256': 'The assertion is signed with RS256.',
  'assertion/well-formed': 'The assertion is a well-formed JWT.',
  'assertion/not-sent': (value) => `The request has no assertion; it has: ${value('request.parameters')}.`,
  'assertion/empty': 'The assertion is empty.',
  'assertion/pem': 'A PEM text (a key or a certificate) was sent in place of the assertion.',
  'assertion/encrypted-jwt': 'The assertion is an encrypted JWT of five parts; a signed one has three.',
  'assertion/not-three-parts': 'The assertion does not have the three parts of a signed JWT.',
  'assertion/blanks': 'There are blanks or line ends inside the assertion.',
  'assertion/standard-base64': 'The assertion is encoded as plain base64 (with + / =) instead of base64url.',
  'assertion/characters': 'The assertion holds characters that no JWT has.',
  'assertion/header-not-json': 'The header of the assertion is not JSON.',
  'assertion/claims-not-json': 'The claims of the assertion are not JSON.',
  'assertion/no-claims': 'The assertion carries none of the claims iss, sub, aud and exp.',
  'assertion/missing-claim': (value) =>
    `The assertion lacks a claim (${value('assertion.problem').replace(/^missing-claim: /, '')}).`,
  'assertion/unsigned': 'The assertion carries no signature.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** The assertion is a compact JWS, signed with RS256, that carries the claims. */
export const assertion = defineCheck({
  id: 'assertion',
  title: 'The assertion is a well-formed JWT signed with RS256',
  failureTitle: 'The assertion is not a JWT that Salesforce can read',
  gates: ['shape'],
  causes: ['assertion-malformed', 'algorithm-unsupported'],
  rejects: ['assertionInvalid', 'clientCredentialsInvalid'],
  needs: ['assertion.problem', 'assertion.algorithm', 'request.parameters'],
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

    if (problem !== undefined) {
      findings.push(
        fail(
          'assertion-malformed',
          codeIn(sentences, `assertion/${problem.split(':')[0]!}`, 'assertion/not-three-parts'),
          facts.cite('assertion.problem'),
        ),
      );
    } else if (parameters !== undefined && parameters.length > 0 && !parameters.includes('assertion')) {
      findings.push(fail('assertion-malformed', 'assertion/not-sent', facts.cite('request.parameters')));
    } else if (algorithm === undefined) findings.push(open('assertion-malformed', 'assertion.algorithm'));
    else findings.push(clear('assertion-malformed', 'assertion/well-formed', facts.cite('assertion.algorithm')));
    return findings;
  },
});
