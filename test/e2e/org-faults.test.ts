import { afterEach, describe, expect, it } from '@jest/globals';
import { examineLogin } from '../../src/doctor.js';
import { CAUSES, type CauseId } from '../../src/salesforce/causes.js';
import type { EmbeddedOrg, FaultInput } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';

afterEach(closeAll);

/** Tries the login of an embedded org over loopback, with the session of its administrator. */
function examineOrg(org: EmbeddedOrg) {
  const { login } = org.world;
  const session = { ...org.openSession(), source: 'the administrator' };
  return examineLogin(
    {
      origin: org.loopback[login.instanceUrl]!,
      audience: login.instanceUrl,
      username: login.username,
      clientId: login.clientId,
      key: { kind: 'variable', name: 'the key', text: login.key },
      openSession: () => Promise.resolve(session),
    },
    { probe: 'one', network: { timeoutMs: 250 } },
  );
}

const FAULTS: Readonly<Record<string, Omit<FaultInput, 'path' | 'nth'>>> = {
  'is denied': {
    kind: 'raw',
    status: 403,
    contentType: 'application/json',
    body: '[{"errorCode":"INSUFFICIENT_ACCESS","message":"insufficient access rights on object id"}]',
  },
  'ends the session': {
    kind: 'raw',
    status: 401,
    contentType: 'application/json',
    body: '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]',
  },
  hangs: { kind: 'hang' },
  'is cut off': { kind: 'reset' },
  'answers with a page': { kind: 'html' },
  'answers with half of it': { kind: 'truncated', status: 200 },
  'answers with nothing': { kind: 'empty', status: 200 },
};

const WORLDS: readonly CauseId[] = [
  'user-not-preauthorized',
  'approval-missing',
  'certificate-mismatch',
  'ip-restricted',
];

describe.each(WORLDS)('an org whose fault is %s', (cause) => {
  it.each(Object.keys(FAULTS))(
    'is diagnosed rightly or left open when any one read %s',
    async (name) => {
      const whole = await start(cause);
      await examineOrg(whole);
      const paths = ['/services/data', '/services/Soap'].flatMap((start) => {
        const reads = whole.requests.filter(({ path }) => path.startsWith(start));
        expect(reads.length).toBeGreaterThan(4);
        return reads.map((_, index) => ({ path: `${start}*`, nth: index + 1 }));
      });
      const wrong: object[] = [];
      for (const { path, nth } of paths) {
        const org = await start(cause, { faults: [{ ...FAULTS[name]!, path, nth }] });
        const { diagnosis, checks, facts } = await examineOrg(org);
        const crashed = checks.filter(({ status }) => status === 'error').map(({ id }) => id);
        const named = diagnosis.cause?.id;
        const isRight = named === undefined || named === cause;
        if (!isRight || crashed.length > 0 || facts.value('token.answers') === undefined)
          wrong.push({ path, nth, named, crashed, side: named && CAUSES[named] });
        await org.close();
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
