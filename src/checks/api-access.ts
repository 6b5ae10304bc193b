import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import type { CauseId } from '../causes/index.js';
import { matchAnswer } from '../answers/match-answer.js';
import { hasApiScope } from '../salesforce/scopes.js';
import { clear, defineCheck, fail, isHidden, open, warn, type Finding, type Sentences } from './check.js';
import { ANY_API_CLIENT } from './shared-sentences.js';

/** The sentence of each finding. */
const sentences = {
  ...ANY_API_CLIENT,
  'api/call-worked': 'An API call with the token worked.',
  'api/call-refused': 'An API call with the token was refused.',
  'api/has-scope': 'The token has a scope for the API (api or full).',
  'api/no-scope': (value) =>
    `The scopes are ${value('token.scope') || value('app.scopes')}. Neither api nor full is one of them.`,
  'api/approved-without-scope': 'The approval was for scopes without api and full, so the token cannot call the API.',
  'api/enabled': 'The user has the permission "API Enabled".',
  'api/disabled': 'The user lacks the permission "API Enabled".',
  'api/history-says-disabled': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'api/control-off': 'API Access Control is off in this org.',
  'api/control-on': 'API Access Control is on in this org, and the user lacks the permission "Use Any API Client".',
} satisfies Sentences;

type Code = keyof typeof sentences;

const API_CAUSES = ['api-scope-missing', 'api-access-control', 'api-not-enabled'] as const satisfies readonly CauseId[];

/** Scope, user permission and API Access Control allow the first API call with the token. */
export const apiAccess = defineCheck({
  id: 'api-access',
  title: 'The API accepts the token',
  failureTitle: 'The API refuses the token',
  gates: ['use'],
  causes: ['api-scope-missing', 'api-not-enabled', 'api-access-control'],
  rejects: [
    'sessionNotValidForRest',
    'apiDisabled',
    'noValidScopes',
    'notAdminApproved',
    'appBlocked',
    'accessDeniedByAdmin',
    'sessionExpired',
    'scopeNotAllowed',
  ],
  needs: [
    ...HISTORY_FACTS,
    'api.answers',
    'token.scope',
    'app.scopes',
    'user.apiEnabled',
    'user.licence',
    'user.useAnyApiClient',
    'org.apiAccessControl',
    'app.permittedUsers',
    'approval.tokens',
    'approval.attempts',
  ],
  sentences,
  examine({ facts }) {
    const last = facts.get('api.answers')?.at(-1);
    if (last?.status !== undefined && last.status < 300 && last.errorCode === undefined) {
      const worked = facts.cite('api.answers');
      return API_CAUSES.map((cause) => clear(cause, 'api/call-worked', worked));
    }
    const findings = [examineScope(), examineControl(), examinePermission()];
    // The API refused the call, so the check can't pass even when it finds nothing wrong.
    const isRefused = last !== undefined && matchAnswer(last.errorCode, last.message) !== undefined;
    const isExplained = findings.some(({ verdict }) => verdict === 'fail');
    return [...findings, ...(isRefused && !isExplained ? [warn('api/call-refused', facts.cite('api.answers'))] : [])];

    function examineScope(): Finding<Code> {
      const ofToken = facts.get('token.scope');
      const granted = ofToken ?? facts.get('app.scopes');
      const cited = facts.cite('token.scope', 'app.scopes', 'app.permittedUsers');
      if (granted === undefined) return byApproval('app.scopes');
      // Under self-authorize the approval decides which of the app's scopes a token carries.
      if (ofToken === undefined && hasApiScope(granted) && facts.get('app.permittedUsers') !== 'admin-approved')
        return byApproval('token.scope');
      if (hasApiScope(granted)) return clear('api-scope-missing', 'api/has-scope', cited);
      const comesFromApp =
        facts.get('app.permittedUsers') === 'admin-approved' || facts.get('approval.tokens')?.length === 0;
      const isCertain = ofToken !== undefined || comesFromApp;
      return fail('api-scope-missing', 'api/no-scope', cited, isCertain ? 'proven' : 'suspected');
    }

    /** By the scopes of the approval, where they are known; else `missing` would tell. */
    function byApproval(missing: 'app.scopes' | 'token.scope'): Finding<Code> {
      const approved = (facts.get('approval.attempts') ?? []).findLast(({ exchanged }) => exchanged === true)?.scopes;
      const isNarrow = approved !== undefined && approved.length > 0 && !hasApiScope(approved);
      return isNarrow && facts.get('app.permittedUsers') === 'self-authorize'
        ? fail('api-scope-missing', 'api/approved-without-scope', facts.cite('approval.attempts'), 'suspected')
        : open('api-scope-missing', missing);
    }

    function examinePermission(): Finding<Code> {
      const enabled = facts.get('user.apiEnabled');
      const cited = facts.cite('user.apiEnabled', 'user.licence');
      const named = causeNamedByHistory(facts);
      if (named === 'api-not-enabled') return fail('api-not-enabled', 'api/history-says-disabled', citeRefusal(facts));
      if (enabled === undefined) return open('api-not-enabled', 'user.apiEnabled');
      return enabled ? clear('api-not-enabled', 'api/enabled', cited) : fail('api-not-enabled', 'api/disabled', cited);
    }

    function examineControl(): Finding<Code> {
      const control = facts.get('org.apiAccessControl');
      const cited = facts.cite('org.apiAccessControl', 'user.useAnyApiClient', 'app.permittedUsers');
      if (control === undefined) return open('api-access-control', 'org.apiAccessControl');
      if (!control) return clear('api-access-control', 'api/control-off', cited);
      if (facts.get('user.useAnyApiClient') === true)
        return clear('api-access-control', 'permitted-users/any-api-client', cited);
      const policy = facts.get('app.permittedUsers');
      if (policy === 'admin-approved') return open('api-access-control', 'app.origin');
      const isOpen = policy === undefined || isHidden(facts, 'user.useAnyApiClient');
      return fail('api-access-control', 'api/control-on', cited, isOpen ? 'suspected' : 'proven');
    }
  },
});
