import { meantAnswer } from '../facts/answers.js';
import type { FactName } from '../facts/names.js';
import { PROPAGATION_MINUTES } from '../salesforce/grant.js';
import { clear, defineCheck, fail, open, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'propagation/young': 'The change was made minutes before the login.',
  'propagation/old': 'The last changes are older than the half hour that a change takes at most.',
  'propagation/intermittent': 'The login fails only sometimes.',
} satisfies Sentences;

/** No change to the app, the assignment or the org is so young that the endpoint may not have seen it yet. */
export const propagation = defineCheck({
  id: 'propagation',
  title: 'No recent change is still under way',
  failureTitle: 'A recent change may not have reached the endpoint yet',
  gates: [],
  causes: ['change-not-propagated'],
  rejects: ['clientIdInvalid', 'clientAppNotInstalled', 'notApproved', 'notAdminApproved', 'refreshScopeRequired'],
  needs: [
    'app.permittedUsers',
    'app.changedAt',
    'user.assignedAt',
    'org.createdAt',
    'app.kind',
    'token.answers',
    'history.intermittent',
  ],
  sentences,
  examine({ facts, now }) {
    const answeredAt = meantAnswer(facts.get('token.answers') ?? [])?.at;
    const moment = answeredAt !== undefined ? Date.parse(answeredAt) / 1000 : now;
    const limit = PROPAGATION_MINUTES[facts.get('app.kind') ?? 'external-client-app'] * 60;
    const changes: FactName[] = ['app.changedAt', 'user.assignedAt', 'org.createdAt'];
    const ages = (['app.changedAt', 'user.assignedAt', 'org.createdAt'] as const).flatMap((name) => {
      const at = facts.get(name);
      return at === undefined || moment === undefined ? [] : [{ name, seconds: moment - Date.parse(at) / 1000 }];
    });
    const young = ages.filter(({ seconds }) => seconds >= -60 && seconds < limit).map(({ name }) => name);
    if (young.length > 0)
      return [fail('change-not-propagated', 'propagation/young', facts.cite(...young, 'token.answers'), 'hint')];
    if (facts.get('history.intermittent') === true)
      return [fail('change-not-propagated', 'propagation/intermittent', facts.cite('history.intermittent'), 'hint')];
    const known = new Set<FactName>(ages.map(({ name }) => name));
    // Nobody is assigned where all users may self-authorize.
    const selfAuthorize = facts.get('app.permittedUsers') === 'self-authorize';
    if (known.has('app.changedAt') && (known.has('user.assignedAt') || selfAuthorize))
      return [clear('change-not-propagated', 'propagation/old', facts.cite('app.changedAt', 'user.assignedAt'))];
    return [open('change-not-propagated', ...changes.filter((name) => !known.has(name)))];
  },
});
