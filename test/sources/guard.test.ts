import { describe, expect, it } from '@jest/globals';
import { requireTokenHost } from '../../src/sources/guard.js';

describe('where an assertion may go', () => {
  it.each([
    ['https://login.salesforce.com/', 'https://login.salesforce.com'],
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://ACME.my.salesforce.com/services/oauth2/token', 'https://acme.my.salesforce.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:3000/x', 'http://localhost:3000'],
  ])('%s', (url, origin) => {
    expect(requireTokenHost(url, '-r')).toBe(origin);
  });

  it.each([
    'https://evil.example',
    'https://login.salesforce.com.evil.example',
    'https://login.salesforce.com@evil.example',
    'https://evil.example#login.salesforce.com',
    'https://evil.example/login.salesforce.com',
    'https://evil.example\\login.salesforce.com',
    'https://salesforce.com.co',
    'https://xn--salesfrce-r8a.com',
    'http://127.0.0.1.evil.example',
    'http://2130706433.example',
    'https://localhost.evil.example',
    'http://login.salesforce.com',
    'https://acme.lightning.force.com',
    'javascript:alert(1)',
    '',
    'https://',
  ])('not to %j', (url) => {
    expect(() => requireTokenHost(url, '-r')).toThrow(/^-r: /);
  });

  it('a host that the user allowed by name, over HTTPS', () => {
    expect(requireTokenHost('https://sso.acme.example', '-r', ['sso.acme.example'])).toBe('https://sso.acme.example');
    expect(() => requireTokenHost('http://sso.acme.example', '-r', ['sso.acme.example'])).toThrow(/not encrypted/);
    expect(() => requireTokenHost('https://evil.example', '-r', ['sso.acme.example'])).toThrow(/not a Salesforce host/);
  });
});
