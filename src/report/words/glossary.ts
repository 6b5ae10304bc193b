/** Explains JWT login to people who are new to it. */
export const PRIMER =
  'With JWT login (the OAuth 2.0 JWT bearer flow) a program logs in to Salesforce without a password. It writes a short statement (who logs in, through which app, to which host), signs it with its private key and posts it to Salesforce. Salesforce checks the statement step by step. It answers with an access token or with an error, and most errors have several possible causes.';

/** The terms of JWT login. */
export const GLOSSARY: readonly (readonly [term: string, meaning: string])[] = [
  [
    'Assertion',
    'The signed statement, a JWT. Its claims are the issuer (iss), the subject (sub), the audience (aud) and the expiry (exp).',
  ],
  ['App', 'The connected app or External Client App in Salesforce through which the program logs in.'],
  [
    'Consumer key',
    'The public identifier of the app, also called client ID. It is the issuer of the assertion. The flag for it is --client-id.',
  ],
  ['Subject', 'The username of the Salesforce user that the program logs in as.'],
  ['Audience', 'The login host that the assertion is for.'],
  ['Certificate', 'The public half of the private key. The app has it, so that Salesforce can verify the signature.'],
  ['Token endpoint', 'The URL that accepts the assertion: /services/oauth2/token on the login host.'],
  ['My Domain', 'The login host of a single org, such as acme.my.salesforce.com.'],
  ['Scope', 'A right of the app, such as api or refresh_token.'],
  ['Approval', 'The user clicked Allow for the app once, in a browser.'],
  [
    'Pre-authorization',
    'An admin permits users to use the app by a profile or permission set. The users need not approve it.',
  ],
];
