import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

import { myDomainOrigin, parseWorld, WorldError } from '../../src/simulator/index.js';
import { fixturesDir, testKey, world } from './support/client.js';

const text = readFileSync(`${fixturesDir}/orgs/healthy.yaml`, 'utf8');
const messageOf = (yaml: string, options: object = { readKey: testKey }): string => {
  try {
    parseWorld(yaml, options);
  } catch (error) {
    expect(error).toBeInstanceOf(WorldError);
    return (error as Error).message;
  }
  return 'no error';
};

describe('parseWorld', () => {
  it('fills in ids and key material', () => {
    const { orgs, login } = parseWorld(text, { readKey: testKey });
    expect(orgs[0]?.id).toMatch(/^00D[A-Za-z0-9]{15}$/);
    expect(orgs[0]?.users[0]?.id).toMatch(/^005[A-Za-z0-9]{15}$/);
    expect(orgs[0]?.apps[0]?.certificate).toContain('BEGIN CERTIFICATE');
    expect(login.key).toContain('BEGIN PRIVATE KEY');
  });

  it.each([
    [
      'an unknown key',
      text.replace('myDomain:', 'mydomain: x\n    myDomain:'),
      'w.yaml: "mydomain" is not known in orgs[0].',
    ],
    ['a wrong value', text.replace('production', 'prod'), 'orgs[0].kind: '],
    ['an unknown profile', text.replace('profile: Integration', 'profile: Sales'), 'ci@acme.example.com names Sales'],
    ['an unknown key pair', text.replace('key: ci-2048', 'key: nothing'), 'there is no key pair called nothing.'],
    ['no YAML', 'title: [', 'w.yaml: not YAML: '],
    ['no world', '42', 'w.yaml: '],
    [
      'two users of one name',
      text.replace('username: admin@', 'username: ci@'),
      'two users are called ci@acme.example.com.',
    ],
  ])('refuses %s with one sentence', (_what, yaml, message) => {
    const said = messageOf(yaml, { name: 'w.yaml', readKey: testKey });
    expect(said).toContain(message);
    expect(said).toMatch(/^[^\n]+\.$/);
  });

  it('derives the My Domain from kind and cloud', () => {
    const [org] = world('healthy').orgs;
    const origin = (change: object): string => myDomainOrigin({ ...org!, ...change });
    expect(origin({})).toBe('https://acme.my.salesforce.com');
    expect(origin({ kind: 'sandbox', myDomain: 'acme--uat' })).toBe('https://acme--uat.sandbox.my.salesforce.com');
    expect(origin({ kind: 'developer' })).toBe('https://acme.develop.my.salesforce.com');
    expect(origin({ kind: 'trailhead' })).toBe('https://acme.trailblaze.my.salesforce.com');
    expect(origin({ cloud: 'gov' })).toBe('https://acme.my.salesforce.mil');
    expect(origin({ cloud: 'china', kind: 'sandbox' })).toBe('https://acme.sandbox.my.sfcrmproducts.cn');
  });
});
