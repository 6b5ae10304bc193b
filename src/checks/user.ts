import type { CauseId } from '../causes/index.js';
import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import { clear, defineCheck, fail, moot, open, type Finding } from './check.js';

const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const ESCAPED = /&(amp|lt|gt|quot|apos|#\d+);|%40|\\u0040/i;

/** What a subject is instead of a username, where its shape tells. */
function misplaced(subject: string): string | undefined {
  if (subject.trim() === '') return 'empty';
  if (subject !== subject.trim()) return 'blanks';
  if (ESCAPED.test(subject)) return 'escaped';
  if (/^005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(subject)) return 'record-id';
  if (/^3MVG[A-Za-z0-9._]{20,}$/.test(subject)) return 'consumer-key';
  return USERNAME.test(subject) ? undefined : 'not-a-username';
}

/** The subject is the username of an active user of an active org. */
export const user = defineCheck({
  id: 'user',
  title: 'The username is that of an active user of the org',
  failureTitle: 'The username is not that of an active user of the org',
  gates: ['user-known', 'state'],
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
  ],
  examine({ facts }) {
    const subject = facts.get('assertion.subject');
    const exists = facts.get('user.exists');
    const named = causeNamedByHistory(facts);
    // What the org wrote down confirms what it shows now.
    const logged = (cause: CauseId) => (named === cause ? citeRefusal(facts) : []);
    return [...examineName(), ...examineState()];

    function examineName(): Finding[] {
      const username = facts.get('user.username');
      const cited = facts.cite('assertion.subject', 'user.username', 'user.exists', 'org.kind');
      const kind = subject === undefined ? undefined : misplaced(subject);
      if (kind !== undefined) return [fail('wrong-username', `username/${kind}`, cited)];
      if (exists === false) return [fail('wrong-username', 'username/unknown', cited)];
      if (subject !== undefined && username !== undefined && subject.toLowerCase() !== username.trim().toLowerCase())
        return [fail('wrong-username', 'username/differs', cited)];
      if (exists === true || (subject !== undefined && username !== undefined))
        return [clear('wrong-username', 'username/known', cited)];
      if (
        subject !== undefined &&
        facts.get('org.kind') === 'sandbox' &&
        /\.(com|org|net|io|de|co|eu)$/i.test(subject)
      ) {
        return [fail('wrong-username', 'username/no-sandbox-suffix', cited, 'hint')];
      }
      return [open('wrong-username', 'user.exists')];
    }

    function examineState(): Finding[] {
      const findings: Finding[] = [];
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
