import { hasRefreshScope } from '../salesforce/scopes.js';
import { meantAnswer, readAnswer } from '../facts/answers.js';
import { clear, defineCheck, fail, moot, open, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'scopes/approvals-add-up':
    'The user has several OAuth tokens for the app. Salesforce adds up the scopes of all of them.',
  'scopes/many': (value) =>
    `The app has many scopes: ${value('app.scopes')}. Salesforce refuses too many at once (reported), and does not publish the limit.`,
  'scopes/no-refresh': (value) =>
    `The scopes of the app are ${value('app.scopes')}. Neither refresh_token nor offline_access is one of them.`,
  'scopes/has-refresh': 'The app has a refresh token scope (refresh_token or offline_access).',
  'scopes/judged-with-approval':
    'Permitted Users is "All users may self-authorize", so the scope is checked together with the approval.',
} satisfies Sentences;

type Code = keyof typeof sentences;

// Most clients need two or three.
const MANY = 8;

/** The app has a refresh token scope. With pre-authorized users Salesforce requires it, although it issues no refresh token. */
export const scopes = defineCheck({
  id: 'scopes',
  title: 'The app has the scopes that JWT login needs',
  failureTitle: 'The app lacks a scope that JWT login needs',
  gates: ['scopes'],
  causes: ['refresh-scope-missing', 'too-many-scopes'],
  rejects: ['refreshScopeRequired', 'tooManyScopes', 'noValidScopes', 'scopeNotAllowed'],
  needs: ['app.scopes', 'app.permittedUsers', 'token.answers', 'approval.tokens', 'assertion.subject'],
  sentences,
  examine({ facts }) {
    const granted = facts.get('app.scopes');
    const policy = facts.get('app.permittedUsers');
    const cited = facts.cite('app.scopes', 'app.permittedUsers');
    const findings: Finding<Code>[] = [];
    if (granted === undefined) findings.push(open('refresh-scope-missing', 'app.scopes'));
    else if (hasRefreshScope(granted)) findings.push(clear('refresh-scope-missing', 'scopes/has-refresh', cited));
    else if (policy === 'self-authorize')
      findings.push(moot('refresh-scope-missing', 'scopes/judged-with-approval', cited));
    else
      findings.push(
        fail('refresh-scope-missing', 'scopes/no-refresh', cited, policy === undefined ? 'suspected' : 'proven'),
      );
    findings.push(examineSum());
    return findings;

    // Salesforce combines the scopes of all approvals of a user (reported) and does not publish the limit.
    function examineSum(): Finding<Code> {
      const meant = meantAnswer(facts.get('token.answers') ?? []);
      const subject = facts.get('assertion.subject')?.toLowerCase();
      const own = facts
        .get('approval.tokens')
        ?.filter(({ username }) => username === undefined || username.toLowerCase() === subject);
      const isNamed = meant !== undefined && readAnswer(meant).answer === 'tooManyScopes';
      if (!isNamed && granted !== undefined && granted.length >= MANY)
        return fail('too-many-scopes', 'scopes/many', facts.cite('app.scopes'), 'hint');
      if (!isNamed || own === undefined) return open('too-many-scopes', 'approval.tokens');
      return own.length > 1
        ? fail('too-many-scopes', 'scopes/approvals-add-up', facts.cite('approval.tokens', 'app.scopes'))
        : open('too-many-scopes');
    }
  },
});
