import { describe, expect, it } from '@jest/globals';
import { hostFacts, sameOrigin } from '../../src/salesforce/hosts.js';

describe('what a host is', () => {
  it.each([
    ['https://login.salesforce.com/', 'login', undefined],
    ['test.salesforce.com', 'test', undefined],
    ['https://acme.my.salesforce.com', 'my-domain', 'production'],
    ['https://acme--uat.sandbox.my.salesforce.com/services/oauth2/token', 'my-domain', 'sandbox'],
    ['https://acme--uat.my.salesforce.com', 'my-domain', 'sandbox'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'my-domain', 'developer'],
    ['https://acme.scratch.my.salesforce.com', 'my-domain', 'scratch'],
    ['https://acme.trailblaze.my.salesforce.com', 'my-domain', 'trailhead'],
    ['https://acme.my.salesforce.mil', 'my-domain', 'production'],
    ['https://acme.my.sfcrmproducts.cn', 'my-domain', 'production'],
    ['https://acme.lightning.force.com', 'lightning', undefined],
    ['https://acme--uat.sandbox.lightning.force.com', 'lightning', undefined],
    ['https://acme.my.salesforce-setup.com', 'lightning', undefined],
    ['https://acme--c.vf.force.com', 'lightning', undefined],
    ['https://eu55.salesforce.com', 'instance', undefined],
    ['https://acme.my.site.com/customers', 'experience-site', undefined],
    ['https://acme.force.com', 'experience-site', undefined],
    ['http://127.0.0.1:8080', 'loopback', undefined],
    ['http://localhost:1717', 'loopback', undefined],
    ['http://[::1]:80', 'loopback', undefined],
    ['https://login.microsoftonline.com', 'foreign', undefined],
    ['https://login.salesforce.com.evil.example', 'foreign', undefined],
    ['https://evilsalesforce.com', 'foreign', undefined],
    ['https://localhost.evil.example', 'foreign', undefined],
  ])('%s', (url, kind, orgKind) => {
    expect(hostFacts(url)).toMatchObject({ kind, ...(orgKind && { orgKind }) });
    expect(hostFacts(url)?.orgKind).toBe(orgKind);
  });

  it.each(['', 'ftp://login.salesforce.com', 'https://', 'not a url at all'])('%j is no URL of a host', (text) => {
    expect(hostFacts(text)).toBeUndefined();
  });

  it('compares by origin: case, path, port 443 and a trailing slash do not count', () => {
    expect(sameOrigin('https://LOGIN.salesforce.com/', 'https://login.salesforce.com:443/services')).toBe(true);
    expect(sameOrigin('https://login.salesforce.com', 'https://test.salesforce.com')).toBe(false);
  });
});
