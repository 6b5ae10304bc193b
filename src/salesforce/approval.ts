/** The callback URL of the Salesforce CLI, which many apps have registered (documented: sf org login web). */
export const DEFAULT_CALLBACK = 'http://localhost:1717/OauthRedirect';

/** The scopes to request: one for the API, and the one that makes an approval valid for JWT login. */
export const APPROVAL_SCOPES: readonly string[] = ['api', 'refresh_token'];

/** How an approval in a browser ended. */
export type ApprovalEnding =
  | 'approved' // by the right user, and a refresh token was issued
  | 'without-refresh-token' // the code was exchanged, but no refresh token was issued
  | 'other-user' // another user approved
  | 'denied' // the person clicked Deny
  | 'refused' // the authorize page refused, before consent or in the redirect
  | 'not-exchanged' // the token endpoint refused the code
  | 'no-page' // the authorize page can't be reached
  | 'timed-out'; // nobody clicked in time
