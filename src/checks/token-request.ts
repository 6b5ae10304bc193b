import { knownClientError } from '../answers/client-errors.js';
import { isJwtGrant } from '../facts/answers.js';
import { AUTHORIZE_PATH, TOKEN_PATH } from '../salesforce/grant.js';
import { hostFacts } from '../salesforce/hosts.js';
import { clear, defineCheck, fail, open, type Finding, type ClientErrorCode, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'request/lightning-host': (value) => `${value('request.url')} is on a Lightning host, which never issues tokens.`,
  'request/authorize-path':
    'The request went to /services/oauth2/authorize, which is a browser page, instead of /services/oauth2/token.',
  'request/other-path': (value) =>
    `${value('request.url')} is not a token endpoint. The path of a token endpoint is /services/oauth2/token.`,
  'request/plain-http': 'The request went over http:// instead of https://.',
  'request/not-post': (value) => `The request used ${value('request.method')}. The token endpoint accepts only POST.`,
  'request/not-a-form': (value) =>
    `The Content-Type of the request is ${value('request.contentType')}. The token endpoint accepts only application/x-www-form-urlencoded.`,
  'request/form-posted': 'The request posts a form to the token endpoint.',
  'request/jwt-grant': 'The grant type is JWT bearer.',
  'request/other-grant': (value) => `The grant type is "${value('request.grantType')}", not JWT bearer.`,
  'request/no-grant': (value) => `The request has no parameter grant_type. It has: ${value('request.parameters')}.`,
  'request/scope-sent': 'The request sends the parameter scope, which the JWT bearer flow does not support.',
  'request/no-scope': 'The request does not send the parameter scope.',
} satisfies Sentences;

type Code = keyof typeof sentences | ClientErrorCode;

const FORM = 'application/x-www-form-urlencoded';

function pathOf(url: string): string | undefined {
  try {
    const { pathname } = new URL(url);
    return pathname === '/' ? undefined : pathname.replace(/(?<!\/)\/+$/, '');
  } catch {
    return undefined;
  }
}

/** The request posts a form with the grant type of the JWT bearer flow to a token endpoint. */
export const tokenRequest = defineCheck({
  id: 'token-request',
  title: 'The request posts a form to the token endpoint',
  failureTitle: "The token endpoint can't read the request",
  gates: ['form'],
  causes: ['wrong-http-request', 'wrong-grant-type', 'scope-parameter-sent', 'wrong-login-host'],
  rejects: [
    'grantTypeNotSupported',
    'scopeNotSupported',
    'clientCredentialsInvalid',
    'authenticationFailure',
    'domainNotSupported',
    'redirectUriMismatch',
    'accessDenied',
    'activationSecretInvalid',
    'expiredRefreshToken',
    'noClientCredentialsUser',
    'endUserDenied',
    'codeVerifierInvalid',
  ],
  needs: [
    'request.url',
    'request.method',
    'request.contentType',
    'request.grantType',
    'request.parameters',
    'client.error',
  ],
  sentences,
  examine({ facts }) {
    const url = facts.get('request.url');
    const method = facts.get('request.method');
    const contentType = facts.get('request.contentType');
    const grantType = facts.get('request.grantType');
    const parameters = facts.get('request.parameters');
    const findings: Finding<Code>[] = [];

    const host = url === undefined ? undefined : hostFacts(url);
    if (host?.kind === 'lightning')
      findings.push(
        fail('wrong-login-host', 'request/lightning-host', facts.cite('request.url'), 'proven', {
          gate: 'form',
          leadsTo: ['grantTypeNotSupported'],
        }),
      );
    const refused = knownClientError(facts.get('client.error'));
    if (host?.kind !== 'lightning' && refused?.concerns === 'host')
      findings.push(fail('wrong-login-host', `client-error/${refused.id}`, facts.cite('client.error')));
    const path = url === undefined ? undefined : pathOf(url);
    if (path?.endsWith(AUTHORIZE_PATH))
      findings.push(fail('wrong-http-request', 'request/authorize-path', facts.cite('request.url')));
    else if (path !== undefined && !path.endsWith(TOKEN_PATH))
      findings.push(fail('wrong-http-request', 'request/other-path', facts.cite('request.url')));
    if (host?.scheme === 'http' && host.kind !== 'loopback')
      findings.push(fail('wrong-http-request', 'request/plain-http', facts.cite('request.url'), 'suspected'));
    if (method !== undefined && method.toUpperCase() !== 'POST')
      findings.push(fail('wrong-http-request', 'request/not-post', facts.cite('request.method')));
    const mediaType = contentType?.split(';')[0]!.trim().toLowerCase();
    if (mediaType !== undefined && mediaType !== FORM)
      findings.push(fail('wrong-http-request', 'request/not-a-form', facts.cite('request.contentType')));
    const unsound = findings.some((finding) => finding.verdict === 'fail' && finding.cause === 'wrong-http-request');
    if (!unsound) {
      findings.push(
        path !== undefined && mediaType === FORM && method !== undefined
          ? clear(
              'wrong-http-request',
              'request/form-posted',
              facts.cite('request.url', 'request.method', 'request.contentType'),
            )
          : open('wrong-http-request', 'request.contentType', 'request.method', 'request.url'),
      );
    }

    if (grantType !== undefined) {
      findings.push(
        isJwtGrant(grantType)
          ? clear('wrong-grant-type', 'request/jwt-grant', facts.cite('request.grantType'))
          : fail('wrong-grant-type', 'request/other-grant', facts.cite('request.grantType')),
      );
    } else if (parameters !== undefined && parameters.length > 0 && !parameters.includes('grant_type')) {
      findings.push(fail('wrong-grant-type', 'request/no-grant', facts.cite('request.parameters')));
    } else findings.push(open('wrong-grant-type', 'request.grantType'));

    if (parameters === undefined) findings.push(open('scope-parameter-sent', 'request.parameters'));
    else if (parameters.includes('scope'))
      findings.push(fail('scope-parameter-sent', 'request/scope-sent', facts.cite('request.parameters')));
    else findings.push(clear('scope-parameter-sent', 'request/no-scope', facts.cite('request.parameters')));
    return findings;
  },
});
