import { afterEach, expect, it } from '@jest/globals';
import { OAuth2 } from 'jsforce';
import { JWT_BEARER_GRANT } from '../../src/salesforce/grant.js';
import { loginAssertion } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';

afterEach(closeAll);

async function logIn(scenario: string): Promise<unknown> {
  const org = await start(scenario);
  const { login } = org.world;
  const oauth2 = new OAuth2({ loginUrl: org.loopback[login.instanceUrl]! });
  return oauth2.requestToken({ grant_type: JWT_BEARER_GRANT, assertion: loginAssertion(login, Date.now()) });
}

it('logs in to a healthy embedded org', async () => {
  expect(await logIn('healthy')).toMatchObject({ access_token: expect.stringContaining('!') as unknown });
});

it.each([
  ['approval-missing', "user hasn't approved this consumer"],
  ['user-not-preauthorized', 'user is not admin approved to access this app'],
  ['certificate-mismatch', 'invalid assertion'],
])('is refused by %s in the words of Salesforce', async (scenario, words) => {
  await expect(logIn(scenario)).rejects.toThrow(words);
});
