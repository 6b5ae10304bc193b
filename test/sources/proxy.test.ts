import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../src/facts/input-error.js';
import { proxyOf } from '../../src/sources/proxy.js';

describe('the proxy that the environment names', () => {
  it.each([
    ['http://proxy.corp:8080', 'http://proxy.corp:8080/'],
    ['proxy.corp:8080', 'http://proxy.corp:8080/'],
    ['proxy.corp', 'http://proxy.corp/'],
    ['10.0.0.1:3128', 'http://10.0.0.1:3128/'],
    ['[::1]:3128', 'http://[::1]:3128/'],
    ['user:p%40ss@proxy.corp:8080', 'http://user:p%40ss@proxy.corp:8080/'],
    [' http://proxy.corp:8080/ ', 'http://proxy.corp:8080/'],
    ['HTTPS://proxy.corp:8443', 'https://proxy.corp:8443/'],
    ['socks5h://proxy.corp:1080', 'socks5h://proxy.corp:1080'],
  ])('%j is %s', (text, address) => {
    expect(proxyOf({ HTTPS_PROXY: text })).toBe(address);
  });

  it.each(['', ' ', '\t'])('%j is none', (text) => {
    expect(proxyOf({ HTTPS_PROXY: text })).toBeUndefined();
  });

  it.each([
    '://',
    'ftp://proxy.corp',
    'socks4://proxy.corp',
    'http://',
    'a b:80',
    'http://u:100%@proxy',
    'proxy:99999',
  ])('%j is refused in one sentence that does not show it', (text) => {
    const read = () => proxyOf({ HTTPS_PROXY: text });
    expect(read).toThrow(InputError);
    expect(read).toThrow(/^HTTPS_PROXY: this is not the address of a proxy; write it like http:/);
  });

  it('is looked for as curl does', () => {
    expect(proxyOf({ https_proxy: 'a', HTTPS_PROXY: 'b', ALL_PROXY: 'c' })).toBe('http://a/');
    expect(proxyOf({ https_proxy: '', HTTPS_PROXY: 'b', ALL_PROXY: 'c' })).toBe('http://b/');
    expect(proxyOf({ HTTP_PROXY: 'a', ALL_PROXY: 'c' })).toBe('http://c/');
    expect(proxyOf({ HTTP_PROXY: 'a' })).toBeUndefined();
  });
});
