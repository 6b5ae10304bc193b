import { answerOf } from '../answers/index.js';
import { answersOfGenericHosts, isToken, meantAnswer, readAnswer } from '../facts/answers.js';
import { areOneUser } from '../facts/nearest.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import type { CauseId } from '../causes/index.js';
import { hostFacts, sameOrigin } from '../salesforce/hosts.js';
import { causeNamedByHistory, citeAttempt, citeRefusal, HISTORY_FACTS, rowOfAttempt } from './history.js';
import { clear, defineCheck, doubt, fail, moot, open, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'username/empty': 'The username in the assertion (claim sub) is empty.',
  'username/blanks': 'The username in the assertion (claim sub) has spaces or a line break around it.',
  'username/escaped': (value) =>
    `The username in the assertion (claim sub) is XML- or URL-escaped: ${value('assertion.subject')}. Send it unescaped.`,
  'username/record-id': (value) =>
    `The claim sub contains a user ID (${value('assertion.subject')}) instead of the Username of the user.`,
  'username/consumer-key':
    'The claim sub contains a consumer key instead of a username. The claims iss and sub may be swapped.',
  'username/not-a-username': (value) =>
    `The claim sub is "${value('assertion.subject')}", which does not look like a Username (name@domain.tld).`,
  'username/unknown': 'The org has no user with this Username.',
  'username/differs': (value) =>
    `The assertion has the username ${value('assertion.subject')} (claim sub), but the Username in the org is ${value('user.username')}.`,
  'username/differs-from-log': (value) =>
    `The log names another user for this login than ${value('user.username')}, the Username in the org.`,
  'username/changed':
    'A user with almost the same username logged in to this host or was known there. Probably only one of the two exists.',
  'username/of-another-org':
    'Another Salesforce host found the user, in an org without the app. This host did not find the user (inferred).',
  'username/approved': 'The org lists an approval of a user with this Username.',
  'username/known-at-one-host':
    'One of the hosts that were asked knows the user (reported), and somebody looked the user up.',
  'username/known': 'The org has a user with the Username in the assertion.',
  'username/org-logged-it':
    'The Login History of this org shows the login attempt, so the org knows the user (inferred).',
  'username/no-sandbox-suffix': (value) =>
    `The username ${value('assertion.subject')} has no sandbox suffix. Users copied from production get one, such as .uat.`,
  'org/active': 'The org is active.',
  'org/inactive': (value) => `The org is ${value('org.status')}.`,
  'org/history-says-inactive': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'user/active': 'The user is active.',
  'user/inactive': 'The user is inactive.',
  'user/history-says-inactive': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'user/frozen': 'The user is frozen.',
  'user/not-frozen': 'The user is not frozen.',
  'user/locked': "The user is locked out after wrong passwords. It isn't known whether this stops a JWT login.",
  'user/history-says-frozen': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
} satisfies Sentences;

type Code = keyof typeof sentences;

const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ESCAPED = /&(amp|lt|gt|quot|apos|#\d+);|%40|\\u0040/i;

/** Two names of one user, by their looks: one goes on where the other ends, or both are of one domain. */
function isAlike(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.trim().toLowerCase()];
  return left.startsWith(right) || right.startsWith(left) || left.split('@')[1] === right.split('@')[1];
}

/** True for an answer that only an org with this user gives. */
function isKnown(answer: TokenAnswer): boolean {
  const { answer: id } = readAnswer(answer);
  return isToken(answer) || (id !== undefined && answerOf(id).proves.includes('user-known'));
}

/** At login.salesforce.com and test.salesforce.com the same name with another suffix belongs to another org. */
function isOtherNameOf(meant: TokenAnswer, other: TokenAnswer): boolean {
  if (meant.subject === undefined || other.subject === undefined || !areOneUser(meant.subject, other.subject))
    return false;
  if (meant.consumerKey !== undefined && other.consumerKey !== undefined && meant.consumerKey !== other.consumerKey)
    return false;
  const isGeneric = ['login', 'test'].includes(hostFacts(meant.url)?.kind ?? '');
  const sameDomain = meant.subject.split('@')[1]?.toLowerCase() === other.subject.split('@')[1]?.toLowerCase();
  return meant.url !== '' && other.url !== '' && sameOrigin(meant.url, other.url) && (!isGeneric || sameDomain);
}

/** Recognises a subject that can't be a username by its shape. */
function misplaced(subject: string): Code | undefined {
  if (subject.trim() === '') return 'username/empty';
  if (subject !== subject.trim()) return 'username/blanks';
  if (ESCAPED.test(subject)) return 'username/escaped';
  if (/^005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(subject)) return 'username/record-id';
  if (/^3MVG[A-Za-z0-9._]{20,}$/.test(subject)) return 'username/consumer-key';
  return USERNAME.test(subject) ? undefined : 'username/not-a-username';
}

/** The subject is the Username of an active user in an active org. */
export const user = defineCheck({
  id: 'user',
  title: 'The username belongs to an active user of the org',
  failureTitle: 'The username does not belong to an active user of the org',
  gates: ['user-known', 'state'],
  causes: ['wrong-username', 'user-inactive', 'user-frozen', 'org-inactive'],
  rejects: ['authenticationFailure', 'inactiveUser', 'inactiveOrg', 'notApproved', 'clientAppNotInstalled'],
  needs: [
    ...HISTORY_FACTS,
    'user.username',
    'user.exists',
    'user.active',
    'user.frozen',
    'user.locked',
    'org.status',
    'org.kind',
    'approval.tokens',
  ],
  sentences,
  examine({ facts }) {
    const subject = facts.get('assertion.subject');
    const exists = facts.get('user.exists');
    const named = causeNamedByHistory(facts);
    // The Login History confirms what the user record shows now.
    const logged = (cause: CauseId) => (named === cause ? citeRefusal(facts) : []);
    return [...examineName(), ...examineState()];

    function examineName(): Finding<Code>[] {
      const username = facts.get('user.username');
      const cited = facts.cite('assertion.subject', 'user.username', 'user.exists', 'org.kind');
      const kind = subject === undefined ? undefined : misplaced(subject);
      if (kind !== undefined) return [fail('wrong-username', kind, cited)];
      if (exists === false) return [fail('wrong-username', 'username/unknown', cited)];
      if (subject !== undefined && username !== undefined && subject.toLowerCase() !== username.trim().toLowerCase())
        return [fail('wrong-username', 'username/differs', cited)];
      const sent = meantAnswer(facts.get('token.answers') ?? [])?.subject;
      const tried = subject ?? sent;
      if (
        subject === undefined &&
        sent !== undefined &&
        username !== undefined &&
        sent.toLowerCase() !== username.trim().toLowerCase()
      )
        return [
          fail(
            'wrong-username',
            'username/differs-from-log',
            facts.cite('token.answers', 'user.username'),
            isAlike(sent, username) ? 'suspected' : 'hint',
          ),
        ];
      // Somebody looked up this user; which one the login names is not told.
      if (exists === true && tried === undefined && username !== undefined)
        return [doubt('wrong-username', 'assertion.subject')];
      if (exists === true || (subject !== undefined && username !== undefined))
        return [clear('wrong-username', 'username/known', cited)];
      if (rowOfAttempt(facts) !== undefined)
        return [clear('wrong-username', 'username/org-logged-it', citeAttempt(facts))];
      const isApprover = facts
        .get('approval.tokens')
        ?.some((token) => token.username !== undefined && token.username.toLowerCase() === tried?.toLowerCase());
      if (isApprover === true)
        return [clear('wrong-username', 'username/approved', facts.cite('assertion.subject', 'approval.tokens'))];
      const isLookedUp = facts.get('user.active') !== undefined || facts.get('user.frozen') !== undefined;
      if (isLookedUp && isKnownAtOneHost())
        return [
          clear(
            'wrong-username',
            'username/known-at-one-host',
            facts.cite('token.answers', 'user.active', 'user.frozen'),
          ),
        ];
      if (livesElsewhere())
        return [fail('wrong-username', 'username/of-another-org', facts.cite('token.answers'), 'suspected')];
      if (!wasKnown() && hasOtherName())
        return [fail('wrong-username', 'username/changed', facts.cite('token.answers'), 'suspected')];
      if (
        subject !== undefined &&
        facts.get('org.kind') === 'sandbox' &&
        /\.(com|org|net|io|de|co|eu)$/i.test(subject)
      ) {
        return [fail('wrong-username', 'username/no-sandbox-suffix', cited, 'hint')];
      }
      return [(wasKnown() || isKnownAtOneHost() ? doubt : open)('wrong-username', 'user.exists')];
    }

    /** An earlier answer to the same user that only an org with this user gives. */
    function wasKnown(): boolean {
      const answers = facts.get('token.answers') ?? [];
      const meant = meantAnswer(answers);
      return answers.some((other) => {
        return other !== meant && other.subject === meant?.subject && other.url === meant?.url && isKnown(other);
      });
    }

    /**
     * In one call, login.salesforce.com and test.salesforce.com answered differently. A user lives behind one of them, and
     * the other says that an unknown user has not approved the app (reported); a user that is nowhere gets one answer at both.
     */
    function isKnownAtOneHost(): boolean {
      const atGeneric = answersOfGenericHosts(facts.get('token.answers') ?? []);
      return atGeneric.includes('authenticationFailure') && atGeneric.includes('notApproved');
    }

    /**
     * In one call, one of these hosts says that the app is not installed, which it judges in the org of the user, and the
     * host of this login says what it says of a user that it does not know. So the user lives behind the other one.
     */
    function livesElsewhere(): boolean {
      const answers = facts.get('token.answers') ?? [];
      const meant = meantAnswer(answers);
      const here = meant && readAnswer(meant).answer;
      const isUnknown = here === 'authenticationFailure' || here === 'notApproved';
      return isUnknown && answersOfGenericHosts(answers).includes('connectedAppNotInstalled');
    }

    /** A name that is almost the same was known at the same host, by the same app as far as it is told. */
    function hasOtherName(): boolean {
      const answers = facts.get('token.answers') ?? [];
      const meant = meantAnswer(answers);
      return meant !== undefined && answers.some((other) => isKnown(other) && isOtherNameOf(meant, other));
    }

    function examineState(): Finding<Code>[] {
      const findings: Finding<Code>[] = [];
      const status = facts.get('org.status')?.trim().toLowerCase();
      if (status === undefined)
        findings.push(
          named === 'org-inactive'
            ? fail('org-inactive', 'org/history-says-inactive', citeRefusal(facts))
            : open('org-inactive', 'org.status'),
        );
      else
        findings.push(
          status === 'active'
            ? clear('org-inactive', 'org/active', facts.cite('org.status'))
            : fail('org-inactive', 'org/inactive', facts.cite('org.status')),
        );
      const active = facts.get('user.active');
      if (exists === false && active === undefined)
        return [...findings, moot('user-inactive', 'username/unknown'), moot('user-frozen', 'username/unknown')];
      if (active === false)
        findings.push(
          fail('user-inactive', 'user/inactive', [...facts.cite('user.active'), ...logged('user-inactive')]),
        );
      else if (named === 'user-inactive')
        findings.push(fail('user-inactive', 'user/history-says-inactive', citeRefusal(facts)));
      else
        findings.push(
          active === true
            ? clear('user-inactive', 'user/active', facts.cite('user.active'))
            : open('user-inactive', 'login.history', 'user.active'),
        );

      const frozen = facts.get('user.frozen');
      if (frozen === true)
        findings.push(fail('user-frozen', 'user/frozen', [...facts.cite('user.frozen'), ...logged('user-frozen')]));
      else if (named === 'user-frozen')
        findings.push(fail('user-frozen', 'user/history-says-frozen', citeRefusal(facts)));
      else if (frozen === false) findings.push(clear('user-frozen', 'user/not-frozen', facts.cite('user.frozen')));
      else if (facts.get('user.locked') === true)
        findings.push(fail('user-frozen', 'user/locked', facts.cite('user.locked'), 'hint'));
      else findings.push(open('user-frozen', 'login.history', 'user.frozen'));
      return findings;
    }
  },
});
