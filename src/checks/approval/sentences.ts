import type { Sentences } from '../check.js';
import { ANY_API_CLIENT } from '../shared-sentences.js';

/** The sentence of each finding. */
export const sentences = {
  ...ANY_API_CLIENT,
  'approval/admin-approved':
    'Permitted Users is "Admin approved users are pre-authorized", so the user need not approve the app.',
  'approval/token-exists': 'The user has an OAuth token for the app.',
  'approval/token-does-not-count-any-more':
    'The user has an OAuth token for the app and has logged in with it before, but the org refuses it now.',
  'approval/five-tokens':
    'The user has five OAuth tokens for the app. Salesforce keeps five at most, so a new one may have replaced an older approval.',
  'approval/token-does-not-count':
    'The user has an OAuth token for the app, but the org says the app is not approved. The approval issued no refresh token.',
  'approval/ended-by-policy':
    'The user approved the app, but its refresh token policy has since expired the token. Inferred: the approval ends with the token.',
  'approval/policy-ends-it':
    'The refresh token policy of the app ends an approval after some time. When the user approved the app is not known.',
  'approval/session-without-token':
    'The user has an active browser session with this app but no OAuth token for it, so the approval issued no refresh token.',
  'approval/policy-was-switched':
    'The user logged in while the app was set to "Admin approved users are pre-authorized". Then it was switched to "All users may self-authorize", and the user has not approved it.',
  'approval/worked-before':
    'The user has logged in with this app before but has no OAuth token for it now, so the approval is gone.',
  'approval/browser-login-without-token': 'The user logged in to the app in a browser but has no OAuth token for it.',
  'approval/no-token-and-no-login':
    'The user has no OAuth token for the app, and the Login History shows no login with it.',
  'approval/no-token': 'The user has no OAuth token for the app.',
  'approval/never-tried': 'The user has never tried to approve the app.',
  'approval/by-http-client':
    'A program (curl, Postman or code) requested /services/oauth2/authorize. Without a logged-in browser, the user had no chance to click Allow.',
  'approval/by-other-user': (value) => `Another user approved the app, not ${value('assertion.subject')}.`,
  'approval/in-other-org': 'The user approved the app in another org.',
  'approval/code-not-exchanged':
    'The user approved the app, but the authorization code was never exchanged, so no refresh token was issued.',
  'approval/without-refresh-scope': 'The approval did not request the scope refresh_token.',
  'approval/token-of-other-user': (value) =>
    `Other users have OAuth tokens for the app, but ${value('assertion.subject')} has none.`,
  'approval/token-vanished': 'The user approved the app once but has no OAuth token for it now.',
  'approval/made-and-refused':
    'The app was approved, and the code was exchanged, but the org says that the app is not approved: the approval may be gone, or it is that of another user.',
  'approval/was-made': 'The user approved the app.',
  'approval/app-lacks-refresh-scope':
    'Permitted Users is "All users may self-authorize", and the app lacks the scope refresh_token.',
} satisfies Sentences;

/** The finding codes about an approval. */
export type Code = keyof typeof sentences;
