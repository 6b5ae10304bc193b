import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const wrongGrantType = defineCause({
  id: 'wrong-grant-type',
  side: 'request',
  gate: 'form',
  goesWith: ['code'],
  shownBy: {
    answers: {
      accessDenied: { basis: 'reported', weight: 20 },
      redirectUriMismatch: { basis: 'reported', weight: 20 },
      endUserDenied: { basis: 'reported', weight: 20 },
      noClientCredentialsUser: { basis: 'reported', weight: 20 },
      expiredRefreshToken: { basis: 'reported', weight: 20 },
      activationSecretInvalid: { basis: 'reported', weight: 20 },
      domainNotSupported: { basis: 'reported', weight: 20 },
      codeVerifierInvalid: { basis: 'reported', weight: 20 },
      clientCredentialsInvalid: { basis: 'reported', weight: 2, unusual: true },
      authenticationFailure: { basis: 'reported', weight: 3, unusual: true },
      grantTypeNotSupported: { basis: 'reported', weight: 20 },
    },
  },
  leadsTo: ['grantTypeNotSupported'],
  telling: /grant[_ ]type/i,
  follows: ['code-changed'],
  title: 'The grant type is not the one of the JWT bearer flow',
  summary: () =>
    'The field grant_type of the token request must hold the URN of the JWT bearer flow. It holds something else.',
  remedy: () =>
    oneWay(
      'Send the grant type of the JWT bearer flow.',
      say(
        'Set the field grant_type to exactly this text (in Postman: Body > x-www-form-urlencoded):',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ),
    ),
});
