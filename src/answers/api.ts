import { TOKEN, type Answer } from './answer.js';

/** Refusals of an API call with the token. */
export const API = {
  subjectTokenInvalid: {
    about: 'api',
    error: 'invalid_subject_token',
    description: '',
    codeAlone: true,
    gates: ['use'],
    proves: TOKEN,
  },
  sessionNotValidForRest: {
    about: 'api',
    error: 'INVALID_SESSION_ID',
    description: 'This session is not valid for use with the REST API',
    spellings: ['This session is not valid for use with the API'],
    gates: ['use'],
    proves: TOKEN,
  },
  sessionExpired: {
    about: 'api',
    error: 'INVALID_SESSION_ID',
    description: 'Session expired or invalid',
    gates: ['use'],
    proves: TOKEN,
  },
  jwtTokenFormat: {
    about: 'api',
    error: 'INVALID_JWT_FORMAT',
    description: '',
    codeAlone: true,
    gates: ['use'],
    proves: TOKEN,
  },
  apiDisabled: {
    about: 'api',
    error: 'API_DISABLED_FOR_ORG',
    description: 'API is not enabled for this Organization or Partner',
    codes: ['api_currently_disabled'],
    codeAlone: true,
    gates: ['use'],
    proves: TOKEN,
  },
  illegalSession: {
    about: 'api',
    error: 'INVALID_SESSION_ID',
    description: 'Invalid Session ID found in SessionHeader: Illegal Session',
    spellings: ['Illegal Session', 'Illegal Session. Session not found, missing session key'],
    gates: ['use'],
    proves: TOKEN,
  },
} as const satisfies Record<string, Answer>;
