import { unzipSync, strFromU8 } from 'fflate';
import { expect, it } from '@jest/globals';
import { deployComponents } from '../../src/remedies/deploy.js';
import type { OrgWriter } from '../../src/remedies/org-writer.js';
import { makeApp } from '../../src/remedies/setup/new-app.js';

const app = {
  name: 'JWT_Login',
  label: 'JWT Login',
  contactEmail: 'ops@example.com',
  certificate: '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n',
  consumerKey: 'a'.repeat(64),
  set: 'JWT_Login',
};

/** A writer that keeps what is deployed, and answers in turn. */
function recorder(...answers: Awaited<ReturnType<OrgWriter['deploy']>>[]) {
  const zips: Record<string, string>[] = [];
  const writer = {
    apiVersion: () => Promise.resolve(68),
    deploy: (zip: Uint8Array) => {
      zips.push(Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)])));
      return Promise.resolve(answers[zips.length - 1] ?? { ok: true });
    },
    list: () => Promise.resolve({ ok: true, value: [], via: 'Metadata API' }),
  } as unknown as OrgWriter;
  return { writer, zips };
}

it('deploys five components in one package, each element in the order of the WSDL', async () => {
  const { writer, zips } = recorder();
  expect(await deployComponents(writer, makeApp(app).components)).toEqual({ ok: true });
  expect(Object.keys(zips[0]!).sort()).toEqual([
    'externalClientApps/JWT_Login.eca',
    'extlClntAppGlobalOauthSets/JWT_Login_Global.ecaGlblOauth',
    'extlClntAppOauthPolicies/JWT_Login_OAuthPolicy.ecaOauthPlcy',
    'extlClntAppOauthSettings/JWT_Login_OAuth.ecaOauth',
    'extlClntAppPolicies/JWT_Login_Policy.ecaPlcy',
    'package.xml',
  ]);
  for (const [name, text] of Object.entries(zips[0]!)) {
    if (name === 'package.xml') continue;
    const elements = [...text.matchAll(/^ {4}<(\w+)>/gm)].map(([, element]) => element);
    expect(elements.length).toBeGreaterThan(2);
    expect(elements).toEqual([...elements].sort());
  }
});

it('leaves the policies out where the org has made its own, and says when those are not to be found', async () => {
  const duplicate = {
    ok: false,
    code: 'DEPLOY_FAILED',
    message:
      'JWT_Login_Policy: duplicate value found: ExternalClientApplicationId duplicates value on record with id: 0xI',
  } as const;
  const { writer, zips } = recorder(duplicate);
  expect(await deployComponents(writer, makeApp(app).components)).toMatchObject({ ok: false, code: 'NOT-READ' });
  expect(zips).toHaveLength(2);
  expect(Object.keys(zips[1]!).filter((name) => /Policies/.test(name))).toEqual([]);
});

it('passes any other refusal on, and deploys once', async () => {
  const refused = { ok: false, code: 'DEPLOY_FAILED', message: 'You do not have the proper permissions' } as const;
  const { writer, zips } = recorder(refused);
  expect(await deployComponents(writer, makeApp(app).components)).toEqual(refused);
  expect(zips).toHaveLength(1);
});

it('deploys no global OAuth settings without a certificate', async () => {
  const { writer, zips } = recorder();
  expect(await deployComponents(writer, makeApp({ ...app, certificate: '' }).components)).toMatchObject({
    ok: false,
    code: 'REFUSED_HERE',
  });
  expect(zips).toEqual([]);
});
