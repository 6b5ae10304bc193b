import type { Sentences } from '../check.js';
import { ANY_API_CLIENT } from '../shared-sentences.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
export const sentences = {
  ...ANY_API_CLIENT,
  'approval/admin-approved': 'Admin approved users are pre-authorized: no approval of the user is needed.',
  'approval/token-exists': 'The user holds an OAuth token of the app.',
  'approval/token-does-not-count-any-more':
    'The user holds an OAuth token of the app and has logged in with it before; the org refuses it now.',
  'approval/five-tokens':
    'The user holds five OAuth tokens of the app, the most there can be: an older approval may have been pushed out.',
  'approval/token-does-not-count':
    'The user holds an OAuth token of the app, and the org still says that the app is not approved: it came without a refresh token.',
  'approval/ended-by-policy':
    'The user approved the app, and its refresh token policy has ended the token since; that the approval ends with it is inferred.',
  'approval/session-without-token':
    'The user has a live session of a login in the browser with this app, and no OAuth token of it: the approval brought no refresh token.',
  'approval/policy-was-switched':
    'The user logged in while only admin approved users could; then the app was switched to self-authorize, and the user never approved it.',
  'approval/worked-before':
    'The user has logged in with this app before, and holds no OAuth token of it any more: the approval is gone.',
  'approval/browser-login-without-token':
    'The user logged in to the app in the browser, and holds no OAuth token of it.',
  'approval/no-token-and-no-login':
    'The user holds no OAuth token of the app, and the Login History shows no login with it.',
  'approval/no-token': 'The user holds no OAuth token of the app.',
  'approval/never-tried': 'Nobody has tried to approve the app.',
  'approval/by-http-client':
    'The approval was tried by a program (curl, Postman or code): it asked for /services/oauth2/authorize without a logged-in browser, so that nobody can have clicked Allow.',
  'approval/by-other-user': (value) => `The approval was given by another user than ${value('assertion.subject')}.`,
  'approval/in-other-org': 'The approval was given in another org.',
  'approval/code-not-exchanged':
    'The approval ended with a code that was never exchanged, so that no refresh token exists.',
  'approval/without-refresh-scope': 'The approval did not ask for the scope refresh_token.',
  'approval/token-of-other-user': (value) =>
    `OAuth tokens of the app exist, but none of ${value('assertion.subject')}.`,
  'approval/token-vanished': 'The user approved the app once, and holds no OAuth token of it any more.',
  'approval/app-lacks-refresh-scope': 'All users may self-authorize, and the app lacks the scope refresh_token.',
} satisfies Sentences;

/** The code of a finding about an approval. */
export type Code = keyof typeof sentences;
