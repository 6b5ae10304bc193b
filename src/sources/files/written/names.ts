import type { Field } from './login.js';

// Endings of the names that files give to the parts of a login, without separators and in lower case.
const ENDINGS: readonly (readonly [RegExp, Field | 'key'])[] = [
  [/(?:consumerkey|clientid|clientkey|oauthissuer|issuer|^iss)$/, 'issuer'],
  [/(?:username|subject|principal|sfuser|salesforceuser|runasuser|^sub|^login|^user)$/, 'subject'],
  [/(?:audience|audienceurl|^aud)$/, 'audience'],
  [
    /(?:loginurl|instanceurl|tokenurl|tokenurl|tokenuri|tokenendpoint|authurl|oauthurl|serverurl|loginhost|sfurl|salesforceurl|sfdcurl|mydomain|mydomainurl|authorizationserver|sfhost|salesforcehost|^domain)$/,
    'loginUrl',
  ],
  [/(?:algorithm|^alg|signingalgorithm)$/, 'algorithm'],
  [/(?:granttype)$/, 'grantType'],
  [/(?:privatekey|keyfile|keypath|serverkey|jwtkey|keystore|privatekeyfile|privatekeypath|serverkeypath)$/, 'key'],
];

/** The part of a login that a setting of this name holds; undefined for other names. */
export function fieldOf(name: string): Field | 'key' | undefined {
  const plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (/secret|password|email|display|file$/.test(plain) && !/keyfile$/.test(plain)) return undefined;
  return ENDINGS.find(([ending]) => ending.test(plain))?.[1];
}

const WHOLE = ENDINGS.map(([ending]) => new RegExp(`^(?:${ending.source})`));

/** The prefix of a name, such as `SF_UAT_`: settings with the same prefix belong to one login. */
export function groupOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  for (let length = Math.min(4, words.length); length > 0; length -= 1) {
    const ending = words.slice(-length).join('');
    if (WHOLE.some((pattern) => pattern.test(ending))) return words.slice(0, -length).join('-');
  }
  return words.join('-');
}
