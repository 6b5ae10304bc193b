import { meantAnswer, readAnswer } from '../facts/answers.js';
import type { AnswerId } from '../answers/index.js';
import type { FactName } from '../facts/names.js';
import { PROPAGATION_MINUTES } from '../salesforce/grant.js';
import { clear, defineCheck, fail, open, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'propagation/young':
    'The app, the assignment or the org was changed minutes before the login. The change may not have taken effect yet.',
  'propagation/old': 'The last change is more than 30 minutes old, so it has taken effect.',
  'propagation/intermittent':
    'The login fails only sometimes, which can mean that a recent change has not taken effect everywhere.',
} satisfies Sentences;

const ABOUT_THE_APP: ReadonlySet<AnswerId> = new Set<AnswerId>([
  'clientIdInvalid',
  'clientAppNotInstalled',
  'refreshScopeRequired',
]);

/** Every change to the app, the assignment and the org is old enough to have reached the endpoint. */
export const propagation = defineCheck({
  id: 'propagation',
  title: 'All recent changes have taken effect',
  failureTitle: 'A recent change may not have taken effect yet',
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
    const answered = meantAnswer(facts.get('token.answers') ?? []);
    const answeredAt = answered?.at;
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
    // With "All users may self-authorize" there is no assignment to wait for, nor where the app itself is asked for.
    const { answer: said } = answered === undefined ? {} : readAnswer(answered);
    const needsNoAssignment =
      facts.get('app.permittedUsers') === 'self-authorize' || (said !== undefined && ABOUT_THE_APP.has(said));
    if (known.has('app.changedAt') && (known.has('user.assignedAt') || needsNoAssignment))
      return [clear('change-not-propagated', 'propagation/old', facts.cite('app.changedAt', 'user.assignedAt'))];
    return [open('change-not-propagated', ...changes.filter((name) => !known.has(name)))];
  },
});
