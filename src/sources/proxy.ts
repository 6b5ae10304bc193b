import { InputError } from '../facts/input-error.js';

/** The environment names a proxy that can't be used; the message says what to write instead. */
class ProxyError extends InputError {
  override readonly name = 'ProxyError';
}

// As curl looks for the proxy of an https:// address (curl(1), "Environment"): small letters win.
const NAMES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;
const SCHEMES: Readonly<Record<string, string>> = {
  'http:': 'http:',
  'https:': 'https:',
  'socks:': 'socks5h:',
  'socks5:': 'socks5h:',
  'socks5h:': 'socks5h:',
};

/** The address of a proxy as people write it: a scheme may be missing. Undefined for what is none. */
function proxyAddress(text: string): string | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:)\/\/(.*)$/is.exec(text) ?? [undefined, 'http:', text];
  const known = SCHEMES[scheme.toLowerCase()];
  if (known === undefined || /\s/.test(rest)) return undefined;
  try {
    const url = new URL(`${known}//${rest}`);
    // The parts that the client decodes: a stray % in them would throw later.
    for (const part of [url.username, url.password]) decodeURIComponent(part);
    return url.hostname === '' || url.port === '0' ? undefined : url.href;
  } catch {
    return undefined;
  }
}

/**
 * The proxy for HTTPS that the environment names, as curl accepts it: `http://proxy:8080`, `proxy:8080`, `user:password@proxy`.
 * An empty variable is none. Throws one sentence for anything else; it never shows the value, which may hold a password.
 */
export function proxyOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const name = NAMES.find((one) => (env[one] ?? '').trim() !== '');
  if (name === undefined) return undefined;
  const address = proxyAddress(env[name]!.trim());
  if (address === undefined)
    throw new ProxyError(
      `${name}: this is not the address of a proxy; write it like http://proxy.example.com:8080 (or https://, socks5://)`,
    );
  return address;
}
