import { FORM, type Answer } from './answer.js';

/** Answers that only another OAuth flow of Salesforce gets. */
export const OTHER_FLOWS = {
  domainNotSupported: {
    about: 'other-flow',
    error: 'invalid_grant',
    description: 'request not supported on this domain',
    flow: 'client-credentials',
    gates: [],
    proves: FORM,
  },
  redirectUriMismatch: {
    about: 'other-flow',
    error: 'redirect_uri_mismatch',
    description: 'redirect_uri must match configuration',
    flow: 'web-server',
    gates: [],
    proves: ['transport', 'client-id'],
    refusesApproval: 'reported',
  },
  accessDenied: {
    about: 'other-flow',
    error: 'access_denied',
    description: 'end-user denied authorization',
    flow: 'web-server',
    gates: [],
    proves: ['transport', 'client-id'],
    refusesApproval: 'documented',
  },
  activationSecretInvalid: {
    about: 'other-flow',
    error: 'invalid_grant',
    description: 'activation secret invalid',
    flow: 'refresh-token',
    gates: [],
    proves: FORM,
  },
  expiredRefreshToken: {
    about: 'other-flow',
    error: 'invalid_grant',
    description: 'expired access/refresh token',
    flow: 'refresh-token',
    gates: [],
    proves: FORM,
  },
  noClientCredentialsUser: {
    about: 'other-flow',
    error: 'invalid_grant',
    description: 'no client credentials user enabled',
    flow: 'client-credentials',
    gates: [],
    proves: FORM,
  },
  endUserDenied: {
    about: 'other-flow',
    error: 'invalid_grant',
    description: 'end-user denied authorization',
    flow: 'password',
    gates: [],
    proves: FORM,
  },
} as const satisfies Record<string, Answer>;
