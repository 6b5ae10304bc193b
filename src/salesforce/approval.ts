/** The callback URL of the Salesforce CLI, which many apps have registered (documented: sf org login web). */
export const DEFAULT_CALLBACK = 'http://localhost:1717/OauthRedirect';

/** The scopes to ask for: one that opens the API, and the one that makes an approval count. */
export const APPROVAL_SCOPES: readonly string[] = ['api', 'refresh_token'];

/** How an approval in a browser ended. */
export type ApprovalEnding =
  | 'approved' // by the user who was meant, with a refresh token
  | 'without-refresh-token' // the code was exchanged, and no refresh token came
  | 'other-user' // somebody else approved
  | 'denied' // the person said no
  | 'refused' // the page refused, before anybody was asked or in the redirect
  | 'not-exchanged' // the token endpoint refused the code
  | 'no-page' // the authorize page cannot be reached
  | 'timed-out'; // nobody answered
