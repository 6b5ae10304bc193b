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
    description: 'user is not admin approved to access this app',
    gates: ['admin-approval'],
    proves: ['transport', 'client-id', 'app-in-org'],
    refusesApproval: 'reported',
  },
  clientAppNotFoundInBrowser: {
    about: 'authorize',
    error: 'OAUTH_EC_APP_NOT_FOUND',
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
} as const satisfies Record<string, Answer>;
