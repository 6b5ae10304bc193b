import { at, say, settingsOf, type CauseWords } from './steps.js';

/** Words for the causes of the side "request". */
export const REQUEST_CAUSES = {
  'wrong-http-request': {
    title: 'The request is not a form posted to the token endpoint',
    summary: () =>
      'The token endpoint reads only a form (application/x-www-form-urlencoded) sent with POST to /services/oauth2/token; what was sent is something else.',
    remedy: ({ hostUrl }) => ({
      summary: 'Send the two fields as a form.',
      steps: [
        say(
          'POST to this address, with Content-Type: application/x-www-form-urlencoded; no JSON body, nothing in the query:',
          `${hostUrl}/services/oauth2/token`,
        ),
        say(
          'The body holds grant_type and assertion:',
          'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=<the signed JWT>',
        ),
      ],
    }),
  },
  'wrong-grant-type': {
    title: 'The grant type is not the one of the JWT bearer flow',
    summary: () =>
      'The field grant_type of the request does not hold the fixed text (a URN) that asks for the JWT bearer flow.',
    remedy: () => ({
      summary: 'Send the grant type of the JWT bearer flow.',
      steps: [
        say(
          'Set the field grant_type of the token request to exactly this (in Postman under Body > x-www-form-urlencoded):',
          'urn:ietf:params:oauth:grant-type:jwt-bearer',
        ),
      ],
    }),
  },
  'scope-parameter-sent': {
    title: 'The request sends a scope parameter',
    summary: () =>
      'The token request has a field "scope" (a wish for rights), which the JWT bearer flow does not take: the rights come from the app and its approvals.',
    remedy: (subject) => ({
      summary: 'Leave the scope parameter out.',
      steps: [
        say(
          'Remove the field "scope" from the token request; what remains are these two fields:',
          'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=<the signed JWT>',
        ),
        say(
          'If a Named Credential of Salesforce sends it: empty the field Scope of its External Credential or Auth. Provider. In another client or library, empty the option "scope".',
        ),
        say('Choose the scopes on the app instead, "api" and "refresh_token" for most programs:'),
        settingsOf(subject),
      ],
    }),
  },
  'assertion-malformed': {
    title: 'The assertion is not a well-formed JWT',
    summary: () =>
      'What was sent as assertion (the signed login request) is not a signed JWT with the fields iss, sub, aud and exp: three base64url parts with dots between.',
    remedy: () => ({
      summary: 'Send a compact, signed JWT.',
      steps: [
        say(
          'Let a library make it (jsonwebtoken, jose, PyJWT, java-jwt). The assertion starts with eyJ, has exactly two dots, no blanks, no line ends, and none of the characters + / =; this must print 2:',
          'tr -cd . < assertion.jwt | wc -c',
        ),
        say('It carries iss (consumer key), sub (username), aud and exp. It is neither the key nor the certificate.'),
      ],
    }),
  },
  'algorithm-unsupported': {
    title: 'The assertion is not signed with RS256',
    summary: () =>
      'The login request (assertion) is signed in another way than RS256, the only one that Salesforce takes in this flow.',
    remedy: () => ({
      summary: 'Sign with RS256 and the RSA private key.',
      steps: [
        say(
          'Set the algorithm of the signing library to RS256: algorithm "RS256" for jsonwebtoken and PyJWT, setProtectedHeader({ alg: "RS256" }) for jose. Give it the private key (server.key), not the consumer secret.',
        ),
      ],
    }),
  },
  'assertion-expired': {
    title: 'The assertion had expired',
    summary: () =>
      'The login request (assertion) says that it is valid until a moment (claim exp) which has passed by the clock of Salesforce; three minutes are tolerated. No authorization code is involved, whatever the text says.',
    remedy: () => ({
      summary: 'Let the end of the assertion (claim exp) lie ahead, in seconds of UTC.',
      steps: [
        say(
          'Set exp to the current time in UTC plus 3 minutes, in seconds since 1970. Local time taken for UTC is the usual mistake.',
          'date -u +%s',
        ),
        say(
          'Compare the clock of the machine with a Salesforce host, and let it be synchronised:',
          'curl -sI https://login.salesforce.com | grep -i ^date; date -u',
        ),
        say('Make a new assertion, with a new exp, for each login instead of keeping one.'),
      ],
    }),
  },
  'assertion-replayed': {
    title: 'The assertion was used before',
    summary: () =>
      'The login request (assertion) carries a number of its own (claim jti) that Salesforce has seen before.',
    remedy: () => ({
      summary: 'Make a new assertion each time.',
      steps: [
        say(
          'Leave the claim jti out, or fill it with a new random value (a UUID) for each request; sign anew before a retry.',
        ),
      ],
    }),
  },
  'wrong-login-host': {
    title: 'The request went to the wrong host',
    summary: ({ host, user }) =>
      `The token request went to ${host}, which is not the login host of the org that holds ${user} and the app.`,
    remedy: (subject) => ({
      summary: 'Ask the My Domain of the org.',
      steps: [
        at(subject, 'myDomain', 'Read the My Domain URL of the org (it ends in .my.salesforce.com).'),
        say(
          'Use it as login URL:',
          `sf org login jwt --instance-url ${subject.myDomain} --username ${subject.userArgument} --client-id ${subject.clientId} --jwt-key-file <key file>`,
        ),
        say(
          `In other clients, set the login URL (or "domain") to ${subject.myDomain}; the audience may be that URL, or ${subject.audience}.`,
        ),
      ],
    }),
  },
  'wrong-audience': {
    title: 'The audience does not fit the host',
    summary: ({ host }) =>
      `The login request (assertion) is addressed to an audience (claim aud) that ${host} does not accept.`,
    remedy: (subject) => ({
      summary: 'Name the audience (claim aud) that belongs to the org.',
      steps: [
        say(
          `Set aud to one string, with https:// and without a path: ${subject.audience}. The My Domain URL of the org is accepted by current orgs as well (reports before 2024 say it was refused).`,
        ),
        say(
          'For the Salesforce CLI:',
          `export SF_AUDIENCE_URL=${subject.orgKind === 'sandbox' || subject.orgKind === 'scratch' ? 'https://test.salesforce.com' : 'https://login.salesforce.com'}`,
        ),
      ],
    }),
  },
  'wrong-consumer-key': {
    title: 'The client id is not the consumer key of an app',
    summary: ({ consumerKey }) =>
      `The client id that was sent (claim iss: ${consumerKey}) is not the consumer key of an app that this host knows.`,
    remedy: (subject) => ({
      summary: 'Copy the consumer key again.',
      steps: [
        settingsOf(subject),
        say(
          'Open "Consumer Key and Secret" (Manage Consumer Details), copy the Consumer Key, and give it to the client as client id. It is neither the secret, nor the name or id of the app; look out for a blank or line end at its end.',
        ),
      ],
    }),
  },
  'wrong-username': {
    title: 'The username is not that of a user of this org',
    summary: ({ user }) =>
      `The user that was sent (claim sub: ${user}) is not the Username of a user in the org that answered.`,
    remedy: (subject) => ({
      summary: 'Use the Username as the org has it.',
      steps: [
        at(
          subject,
          'users',
          'Find the user and copy the field Username. It is not the e-mail address and not the id; in a sandbox, users copied from production carry the name of the sandbox at the end.',
        ),
        say('Give it to the client as username (claim sub).'),
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
