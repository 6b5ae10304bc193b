import { afterEach, describe, expect, it } from '@jest/globals';
import { examineLogin } from '../../src/doctor.js';
import { causeOf, type CauseId } from '../../src/causes/index.js';
import type { EmbeddedOrg, FaultInput } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { THOROUGH } from '../support/thorough.js';

afterEach(closeAll);

// Only what hangs waits for the limit; a busy machine has time enough for the rest.
const LONG_MS = 20_000;
const HANG_MS = 5_000;
const AT_ONCE = 6;
// Those wait, and so can all wait together.
const HANGING_AT_ONCE = 100;

/** Tries the login of an embedded org over loopback, with the session of its administrator. */
function examineOrg(org: EmbeddedOrg, timeoutMs = LONG_MS) {
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
    { probe: 'one', network: { timeoutMs } },
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
  'is told to slow down': {
    kind: 'raw',
    status: 429,
    contentType: 'application/json',
    body: '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"too many requests"}]',
  },
  'meets a server in trouble': { kind: 'raw', status: 503, contentType: 'text/plain', body: 'upstream connect error' },
  'is sent elsewhere': { kind: 'redirect', status: 302, location: 'https://elsewhere.example.com/' },
  'answers with other types': {
    kind: 'raw',
    status: 200,
    contentType: 'application/json',
    body: '{"totalSize":"one","done":"no","records":7,"result":[],"id":{}}',
  },
};
// These meet every eighth read only, in the short run.
const SPARSE = Object.keys(FAULTS).slice(-4);

const WORLDS: readonly CauseId[] = [
  'user-not-preauthorized',
  'approval-missing',
  'certificate-mismatch',
  'ip-restricted',
];

// Each world meets every fault at every fourth read; the four together meet it at all of them.
function tried<T>(reads: readonly T[], cause: CauseId, name: string): T[] {
  const every = WORLDS.length * (SPARSE.includes(name) ? 2 : 1);
  const turn = WORLDS.indexOf(cause) + (SPARSE.indexOf(name) % 2 === 1 ? WORLDS.length : 0);
  return reads.filter((_, index) => THOROUGH || index % every === turn);
}

describe.each(WORLDS)('an org whose fault is %s', (cause) => {
  it.each(Object.keys(FAULTS))(
    'is diagnosed rightly or left open when any one read %s',
    async (name) => {
      const whole = await start(cause);
      await examineOrg(whole);
      const paths = ['/services/data', '/services/Soap'].flatMap((start) => {
        const reads = whole.requests.filter(({ path }) => path.startsWith(start));
        expect(reads.length).toBeGreaterThan(4);
        return tried(
          reads.map((_, index) => ({ path: `${start}*`, nth: index + 1 })),
          cause,
          name,
        );
      });
      const wrong: object[] = [];
      const tryWith = async ({ path, nth }: (typeof paths)[number]) => {
        const org = await start(cause, { faults: [{ ...FAULTS[name]!, path, nth }] });
        const { diagnosis, checks, facts } = await examineOrg(org, name === 'hangs' ? HANG_MS : LONG_MS);
        const crashed = checks.filter(({ status }) => status === 'error').map(({ id }) => id);
        const named = diagnosis.cause?.id;
        const isRight = named === undefined || named === cause;
        if (!isRight || crashed.length > 0 || facts.value('token.answers') === undefined)
          wrong.push({ path, nth, named, crashed, side: named && causeOf(named).side });
        await org.close();
      };
      const atOnce = name === 'hangs' ? HANGING_AT_ONCE : AT_ONCE;
      while (paths.length > 0) await Promise.all(paths.splice(0, atOnce).map(tryWith));
      expect(wrong).toEqual([]);
    },
    240_000,
  );
});
