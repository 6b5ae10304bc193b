/** What the login is about, for people who have never met it. */
export const PRIMER =
  'With the JWT bearer flow a program logs in to Salesforce without a password. It writes a short statement (who logs in, through which app, to which host), signs it with its private key, and posts it to Salesforce. Salesforce checks the statement step by step and answers with an access token, or with an error that often fits several causes.';

/** The words of the flow. */
export const GLOSSARY: readonly (readonly [term: string, meaning: string])[] = [
  ['Assertion', 'The signed statement. Its parts: issuer (iss), subject (sub), audience (aud) and expiry (exp).'],
  ['App', 'The connected app or External Client App in Salesforce through which the program logs in.'],
  ['Consumer key', 'The public name of the app, also called client ID. It is the issuer of the assertion.'],
  ['Subject', 'The username of the Salesforce user as whom the program logs in.'],
  ['Audience', 'The host to which the assertion is addressed.'],
  [
    'Certificate',
    'The public half of the private key. It is stored in the app and shows that the signature is genuine.',
  ],
  ['Token endpoint', 'The address that takes the assertion: /services/oauth2/token.'],
  ['My Domain', 'The host of one org alone, such as acme.my.salesforce.com.'],
  ['Scope', 'A right that the app may use, such as api or refresh_token.'],
  ['Approval', 'The consent of a user to the app, once given in a browser.'],
  [
    'Pre-authorization',
    'An administrator admits users to the app, by a profile or a permission set; nobody approves anything.',
  ],
];
