import { type Answer } from './answer.js';

/** Refusals of the authorize page, on which a user approves an app. */
export const AUTHORIZE_PAGE = {
  appBlocked: {
    about: 'authorize',
    error: 'OAUTH_APP_BLOCKED',
    description: 'this app is blocked by admin',
    codeAlone: true,
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    refusesApproval: 'reported',
  },
  accessDeniedByAdmin: {
    about: 'authorize',
    error: 'OAUTH_APP_ACCESS_DENIED',
    codeAlone: true,
    description: 'user is not admin approved to access this app',
    gates: ['admin-approval'],
    proves: ['transport', 'client-id', 'app-in-org'],
    refusesApproval: 'reported',
  },
  clientAppNotFoundInBrowser: {
    about: 'authorize',
    error: 'OAUTH_EC_APP_NOT_FOUND',
    codeAlone: true,
    description: 'External client app is not installed in this org',
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    refusesApproval: 'reported',
  },
  approvalError: {
    about: 'authorize',
    error: 'OAUTH_APPROVAL_ERROR_GENERIC',
    description: 'An unexpected error has occured during authentication. Please try again.',
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
    refusesApproval: 'reported',
  },
  scopeNotAllowed: {
    about: 'authorize',
    error: 'invalid_scope',
    description: 'the requested scope is not allowed',
    gates: ['scopes'],
    proves: ['transport', 'client-id'],
    refusesApproval: 'reported',
  },
  crossOrgBlocked: {
    about: 'authorize',
    error: 'OAUTH_AUTHORIZATION_BLOCKED',
    description: 'Cross-org OAuth flows are not supported for this external client app',
    codeAlone: true,
    gates: ['app-in-org'],
    proves: ['transport', 'client-id'],
  },
  // The app requires PKCE, which is the default of an External Client App (documented), and the address had no challenge.
  codeChallengeMissing: {
    about: 'authorize',
    error: 'invalid_request',
    description: 'missing required code challenge',
    gates: ['self-approval'],
    proves: ['transport', 'client-id'],
  },
} as const satisfies Record<string, Answer>;
