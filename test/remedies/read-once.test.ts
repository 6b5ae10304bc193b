import { afterEach, expect, it } from '@jest/globals';
import { examineLogin } from '../../src/doctor.js';
import { Draft, isRefusal } from '../../src/remedies/draft.js';
import { OrgWriter } from '../../src/remedies/org-writer.js';
import { readingOf } from '../../src/sources/org/read-org.js';
import { closeAll, start } from '../simulator/support/client.js';

afterEach(closeAll);

it.each(['user-not-preauthorized', 'healthy-external-client-app'])(
  'the app and the user of %s are known to a plan without another request',
  async (name) => {
    const org = await start(name);
    const { username, clientId, instanceUrl } = org.world.login;
    const session = { ...org.openSession(), source: 'the administrator' };
    const origin = org.loopback[instanceUrl]!;
    const openSession = () => Promise.resolve(session);
    const { facts } = await examineLogin({ origin, username, clientId, openSession }, { probe: 'none' });
    const before = org.requests.length;
    expect(before).toBeGreaterThan(5);
    const reading = readingOf(session, { loginOrigin: origin, username, consumerKey: clientId })!;
    const writer = new OrgWriter(session);
    const draft = new Draft({ writer, reading, facts, now: Date.now(), certificate: () => Promise.resolve(undefined) });
    const [app, user] = [await draft.app(), await draft.user()];
    if (isRefusal(app) || isRefusal(user)) throw new Error('the app or the user is not known');
    const contents =
      app.kind === 'connected-app'
        ? await draft.connectedApp(app)
        : await draft.clientAppPart(app, 'ExtlClntAppGlobalOauthSettings');
    expect(isRefusal(contents)).toBe(false);
    expect(await writer.apiVersion()).toBe(await reading.client.apiVersion());
    expect(org.requests.length).toBe(before);
    expect(readingOf(session, { loginOrigin: origin, username: 'somebody@else.example.com' })).toBeUndefined();
  },
);
