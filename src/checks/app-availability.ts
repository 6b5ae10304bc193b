import { answersOfGenericHosts, meantAnswer, readAnswer } from '../facts/answers.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import {
  clear,
  defineCheck,
  doubt,
  fail,
  isHidden,
  moot,
  open,
  type FactView,
  type Finding,
  type Sentences,
} from './check.js';

/** The sentence of each finding. */
const sentences = {
  'app/not-in-org': 'The app does not exist in this org.',
  'app/in-org': 'The app exists in this org.',
  'app/in-another-org':
    'Another Salesforce host knows the app, but not the user (reported). This host does not know the app, so the app belongs to another org than the user.',
  'app/uninstalled': 'The app was created in another org and is not installed in this one.',
  'app/user-may-use-uninstalled': 'The user has the permission "Approve Uninstalled Connected Apps".',
  'app/history-says-missing': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'app/blocked': 'The app is blocked in this org.',
  'app/switched-off': 'App Status of the External Client App is not Enabled.',
  'app/not-blocked': 'The app is not blocked in this org.',
} satisfies Sentences;

type Code = keyof typeof sentences;

// Whoever knows these settings saw the app in an org, though perhaps in another one.
const SETTINGS = [
  'app.permittedUsers',
  'app.scopes',
  'app.certificate',
  'app.consumerKey',
  'app.refreshTokenPolicy',
  'app.jwtFlow',
  'app.changedAt',
  'app.highAssurance',
  'user.assigned',
] as const;

function isSeen(facts: FactView<(typeof SETTINGS)[number]>): boolean {
  return SETTINGS.some((name) => facts.get(name) !== undefined);
}

/**
 * In one call the host of this login does not know the app, and login.salesforce.com or test.salesforce.com says of the user
 * what the org of the app says of a user that it lacks (reported).
 */
function isElsewhere(answers: readonly TokenAnswer[]): boolean {
  const meant = meantAnswer(answers);
  if (meant === undefined || readAnswer(meant).answer !== 'clientAppNotInstalled') return false;
  return answersOfGenericHosts(answers).some((id) => id === 'notApproved' || id === 'authenticationFailure');
}

/** The app exists in the org behind the host, is enabled and is not blocked. */
export const appAvailability = defineCheck({
  id: 'app-availability',
  title: 'The app exists in the org and is not blocked',
  failureTitle: 'The app is missing or blocked in the org that answered',
  gates: ['app-in-org'],
  causes: ['app-not-in-org', 'app-blocked'],
  rejects: [
    'uninstalledAppDenied',
    'crossOrgBlocked',
    'clientAppNotInstalled',
    'connectedAppNotInstalled',
    'appBlocked',
    'clientAppNotFoundInBrowser',
    'approvalError',
    'clientIdInvalid',
    'refreshScopeRequired',
  ],
  needs: [
    ...HISTORY_FACTS,
    'app.inOrg',
    'app.origin',
    'app.kind',
    'app.blocked',
    'app.enabled',
    'user.approveUninstalledApps',
    ...SETTINGS,
  ],
  sentences,
  examine({ facts }) {
    const inOrg = facts.get('app.inOrg');
    const origin = facts.get('app.origin');
    const named = causeNamedByHistory(facts);
    const findings: Finding<Code>[] = [];

    if (inOrg === false)
      findings.push(
        fail('app-not-in-org', 'app/not-in-org', facts.cite('app.inOrg', 'app.kind'), 'proven', { gate: 'app-known' }),
      );
    else if (named === 'app-not-in-org')
      findings.push(fail('app-not-in-org', 'app/history-says-missing', citeRefusal(facts)));
    else if (origin === 'uninstalled') {
      const approver = facts.get('user.approveUninstalledApps');
      const cited = facts.cite('app.origin', 'user.approveUninstalledApps');
      findings.push(
        approver === true
          ? clear('app-not-in-org', 'app/user-may-use-uninstalled', cited)
          : fail('app-not-in-org', 'app/uninstalled', cited, approver === false ? 'proven' : 'suspected'),
      );
    } else if (inOrg === true) findings.push(clear('app-not-in-org', 'app/in-org', facts.cite('app.inOrg')));
    else if (isElsewhere(facts.get('token.answers') ?? []))
      findings.push(fail('app-not-in-org', 'app/in-another-org', facts.cite('token.answers'), 'suspected'));
    else findings.push((isSeen(facts) ? doubt : open)('app-not-in-org', 'app.inOrg'));

    const blocked = facts.get('app.blocked');
    if (blocked === true) findings.push(fail('app-blocked', 'app/blocked', facts.cite('app.blocked')));
    else if (facts.get('app.enabled') === false)
      findings.push(fail('app-blocked', 'app/switched-off', facts.cite('app.enabled')));
    else if (inOrg === false) findings.push(moot('app-blocked', 'app/not-in-org'));
    else if (isHidden(facts, 'app.enabled')) findings.push(open('app-blocked', 'app.blocked'));
    else if (blocked === false) findings.push(clear('app-blocked', 'app/not-blocked', facts.cite('app.blocked')));
    else findings.push((facts.get('app.enabled') === true ? doubt : open)('app-blocked', 'app.blocked'));
    return findings;
  },
});
