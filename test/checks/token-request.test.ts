import { describe } from '@jest/globals';
import { checkTable, disputed, type Facts } from '../support/check-table.js';

const REQUEST: Facts = {
  'request.url': 'https://acme.my.salesforce.com/services/oauth2/token',
  'request.method': 'POST',
  'request.contentType': 'application/x-www-form-urlencoded; charset=utf-8',
};

function to(url: string): Facts {
  return { ...REQUEST, 'request.url': url };
}

describe('a request the endpoint reads', () => {
  const OPEN = 'open wrong-http-request';
  const wrong = (code: string, certainty = 'proven') => `fail wrong-http-request request/${code} ${certainty}`;
  checkTable({ check: 'token-request', about: 'wrong-http-request' }, [
    ['is a form posted to the token endpoint', REQUEST, 'clear wrong-http-request request/form-posted'],
    [
      'may spell the method in small letters',
      { ...REQUEST, 'request.method': 'post' },
      'clear wrong-http-request request/form-posted',
    ],
    [
      'may end in a slash',
      to('https://acme.my.salesforce.com/services/oauth2/token/'),
      'clear wrong-http-request request/form-posted',
    ],
    [
      'is not sent to the authorize page',
      to('https://acme.my.salesforce.com/services/oauth2/authorize'),
      wrong('authorize-path'),
    ],
    ['is not sent to another path', to('https://acme.my.salesforce.com/services/data'), wrong('other-path')],
    ['is not plain HTTP', to('http://acme.my.salesforce.com/services/oauth2/token'), wrong('plain-http', 'suspected')],
    [
      'may be plain HTTP on this machine',
      to('http://127.0.0.1:1717/services/oauth2/token'),
      'clear wrong-http-request request/form-posted',
    ],
    ['is not a GET', { ...REQUEST, 'request.method': 'GET' }, wrong('not-post')],
    ['is not JSON', { ...REQUEST, 'request.contentType': 'application/json' }, wrong('not-a-form')],
    [
      'may be wrong in several ways',
      { ...REQUEST, 'request.method': 'GET', 'request.contentType': 'text/plain' },
      [wrong('not-post'), wrong('not-a-form')],
    ],
    ['stays open where the URL cannot be read', to('https://'), OPEN],
    ['stays open where only the host is known', to('https://acme.my.salesforce.com'), OPEN],
    ['stays open without facts', {}, `${OPEN}: request.contentType, request.method, request.url`],
    [
      'stays open where the type is masked',
      { ...REQUEST, 'request.contentType': '***' },
      `${OPEN}: request.contentType`,
    ],
    [
      'stays open where the method is disputed',
      { ...REQUEST, 'request.method': disputed('GET', 'POST') },
      `${OPEN}: request.method`,
    ],
  ]);
});

describe('the host of a request', () => {
  const soap = { kind: 'client', text: 'This should NOT be a lightning domain. LightningDomain' };
  checkTable({ check: 'token-request', about: 'wrong-login-host' }, [
    [
      'is not a Lightning host',
      to('https://acme.lightning.force.com/services/oauth2/token'),
      'fail wrong-login-host request/lightning-host proven',
    ],
    [
      'is not a Lightning host, says a client',
      { 'client.error': soap },
      'fail wrong-login-host client-error/lightning-domain proven',
    ],
    [
      'is told once',
      { ...to('https://acme.lightning.force.com'), 'client.error': soap },
      'fail wrong-login-host request/lightning-host proven',
    ],
    ['may be a My Domain', REQUEST, []],
  ]);
});

describe('the grant type', () => {
  const OPEN = 'open wrong-grant-type: request.grantType';
  const jwt = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  checkTable({ check: 'token-request', about: 'wrong-grant-type' }, [
    ['is that of the JWT bearer flow', { 'request.grantType': ` ${jwt} ` }, 'clear wrong-grant-type request/jwt-grant'],
    ['is another one', { 'request.grantType': 'password' }, 'fail wrong-grant-type request/other-grant proven'],
    ['was not sent', { 'request.parameters': ['assertion'] }, 'fail wrong-grant-type request/no-grant proven'],
    ['stays open where its value was not seen', { 'request.parameters': ['grant_type'] }, OPEN],
    ['stays open where no parameter was seen', { 'request.parameters': [] }, OPEN],
    ['stays open where it is masked', { 'request.grantType': '[REDACTED]' }, OPEN],
    ['stays open where it is disputed', { 'request.grantType': disputed(jwt, 'password') }, OPEN],
  ]);
});

describe('the parameter scope', () => {
  const OPEN = 'open scope-parameter-sent: request.parameters';
  checkTable({ check: 'token-request', about: 'scope-parameter-sent' }, [
    [
      'is not sent',
      { 'request.parameters': ['grant_type', 'assertion'] },
      'clear scope-parameter-sent request/no-scope',
    ],
    [
      'is sent',
      { 'request.parameters': ['grant_type', 'scope'] },
      'fail scope-parameter-sent request/scope-sent proven',
    ],
    ['stays open where the parameters are not known', {}, OPEN],
    ['stays open where one of them is masked', { 'request.parameters': ['grant_type', '***'] }, OPEN],
  ]);
});
