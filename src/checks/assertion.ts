import { ASSERTION_ALGORITHM } from '../salesforce/grant.js';
import { clear, defineCheck, fail, open, type Finding } from './check.js';

/** The assertion is a compact JWS, signed with RS256, that carries the claims. */
export const assertion = defineCheck({
  id: 'assertion',
  title: 'The assertion is a well-formed JWT signed with RS256',
  failureTitle: 'The assertion is not a JWT that Salesforce can read',
  gates: ['shape'],
  rejects: ['assertionInvalid', 'clientCredentialsInvalid'],
  needs: ['assertion.problem', 'assertion.algorithm', 'request.parameters'],
  examine({ facts }) {
    const problem = facts.get('assertion.problem');
    const algorithm = facts.get('assertion.algorithm');
    const parameters = facts.get('request.parameters');
    const findings: Finding[] = [];

    if (algorithm !== undefined && algorithm !== ASSERTION_ALGORITHM) {
      findings.push(fail('algorithm-unsupported', 'assertion/algorithm', facts.cite('assertion.algorithm')));
    } else if (algorithm === undefined) findings.push(open('algorithm-unsupported', 'assertion.algorithm'));
    else findings.push(clear('algorithm-unsupported', 'assertion/rs256', facts.cite('assertion.algorithm')));

    if (problem !== undefined) {
      findings.push(
        fail('assertion-malformed', `assertion/${problem.split(':')[0]!}`, facts.cite('assertion.problem')),
      );
    } else if (parameters !== undefined && parameters.length > 0 && !parameters.includes('assertion')) {
      findings.push(fail('assertion-malformed', 'assertion/not-sent', facts.cite('request.parameters')));
    } else if (algorithm === undefined) findings.push(open('assertion-malformed', 'assertion.algorithm'));
    else findings.push(clear('assertion-malformed', 'assertion/well-formed', facts.cite('assertion.algorithm')));
    return findings;
  },
});
