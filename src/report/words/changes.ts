import type { Purpose } from '../../remedies/change.js';
import type { EffectCode, RefusalCode } from '../../remedies/draft.js';

type About = Readonly<Record<string, string>>;
type Sentence = (about: About) => string;

/** Each change as an instruction. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, Sentence>> = {
  'make-permission-set': ({ set }) => `Create the permission set ${set}.`,
  'make-app': ({ app, set }) =>
    `Create the External Client App "${app}" with the certificate and the scopes api and refresh_token, for users with the permission set ${set}.`,
  'grant-app': ({ set, app }) => `Let the permission set ${set} use the app "${app}".`,
  'assign-set': ({ set, user }) => `Assign the permission set ${set} to ${user}.`,
  'end-expired-assignment': ({ set, user }) => `Remove the expired assignment of ${set} to ${user}.`,
  'switch-policy': ({ app, set }) =>
    `Switch "${app}" to "Admin approved users are pre-authorized", with the permission set ${set}.`,
  'store-certificate': ({ app }) => `Upload the certificate of the private key to the app "${app}".`,
  'add-scope': ({ app, scope }) => `Add the scope ${scope} to the app "${app}".`,
  'issue-opaque-tokens': ({ app }) => `Set the app "${app}" to issue opaque access tokens instead of JWTs.`,
  'drop-high-assurance': ({ app, profile }) =>
    `Remove the high assurance requirement from ${app === undefined ? `the profile "${profile}"` : `the app "${app}"`}.`,
  'allow-address': ({ address, profile }) => `Add ${address} to the login IP ranges of the profile "${profile}".`,
  'widen-hours': ({ profile, day, timeZone }) =>
    `Extend the login hours of the profile "${profile}" on ${day} to include now and the next hour (time zone ${timeZone}).`,
  'switch-app-on': ({ app }) => `Set App Status of "${app}" to Enabled.`,
  'unblock-app': ({ app }) => `Unblock the app "${app}".`,
  'activate-user': ({ user }) => `Activate ${user}.`,
  'unfreeze-user': ({ user }) => `Unfreeze ${user}.`,
  'unlock-user': ({ user }) => `Unlock ${user}.`,
};

/** The undo of each change, to follow "Undo: ". */
export const UNDO_WORDS: Readonly<Record<Purpose, Sentence>> = {
  'make-permission-set': ({ set }) => `delete the permission set ${set}.`,
  'make-app': ({ app }) => `delete the External Client App "${app}".`,
  'grant-app': ({ set, app }) => `remove the app "${app}" from the permission set ${set}.`,
  'assign-set': ({ set, user }) => `remove the permission set ${set} from ${user}.`,
  'end-expired-assignment': ({ set, user }) => `assign the permission set ${set} to ${user} again.`,
  'switch-policy': ({ app }) => `restore the earlier policies of "${app}".`,
  'store-certificate': ({ app }) => `restore the earlier certificate of the app "${app}".`,
  'add-scope': ({ app, scope }) => `remove the scope ${scope} from the app "${app}".`,
  'issue-opaque-tokens': ({ app }) => `set the app "${app}" to issue access tokens in JWT format again.`,
  'drop-high-assurance': ({ app, profile }) =>
    `restore the high assurance requirement of ${app === undefined ? `the profile "${profile}"` : `the app "${app}"`}.`,
  'allow-address': ({ address, profile }) => `remove ${address} from the login IP ranges of the profile "${profile}".`,
  'widen-hours': ({ profile, day }) => `restore the login hours of the profile "${profile}" on ${day}.`,
  'switch-app-on': ({ app }) => `restore the earlier App Status of "${app}".`,
  'unblock-app': ({ app }) => `block the app "${app}" again.`,
  'activate-user': ({ user }) => `deactivate ${user}.`,
  'unfreeze-user': ({ user }) => `freeze ${user}.`,
  'unlock-user': ({ user }) => `lock ${user} again.`,
};

/** The effects of a plan, for the person who consents. */
export const EFFECT_WORDS: Readonly<Record<EffectCode, Sentence>> = {
  'only-this-user': ({ user }) => `Only ${user} gains access, and nobody loses access.`,
  'others-assigned': ({ users }) =>
    `These users approved the app themselves. They get the permission set, too, so that the switch does not lock them out: ${users}.`,
  'nobody-else': ({ app }) => `No other user has a token for "${app}", so the switch locks nobody out.`,
  'only-the-set': ({ app, set }) =>
    `From then on only users with the permission set ${set}, or another one selected on the app, can use "${app}". Users can no longer approve it themselves.`,
  'others-cut-off': ({ users }) =>
    `These users approved the app themselves but were not found, so they lose access: ${users}.`,
  'old-key-stops': ({ app }) =>
    `The new certificate replaces the current one of "${app}": anyone who still uses the old private key is locked out immediately.`,
  'old-key-may-stop': ({ app }) =>
    `The org does not show whether "${app}" has a certificate. If it has another one, anyone who still uses the old private key is locked out immediately. sf-jwt-doctor can't restore that certificate.`,
  whichever: ({ causes }) =>
    `Not enough information to tell which of these is the cause (${causes}). This change fixes each of them.`,
  'certificate-restated': ({ app }) =>
    `The org does not show the certificate of ${app}. We resend the whole app, so we send the certificate of the private key with it.`,
  'written-whole': ({ component }) =>
    `We resend the whole record ${component}: Salesforce doesn't document what happens to fields that are left out. Inferred: Salesforce keeps fields that it does not show.`,
  'grant-reported': ({ app }) =>
    `Granting the External Client App "${app}" through SetupEntityAccess is reported by users, not documented. The login afterwards shows whether it worked.`,
  'unblock-untried': () =>
    'Inferred, not tried on a real org: deleting the BlacklistedConsumer record unblocks the app. If the org refuses, use Setup > Connected Apps OAuth Usage > Unblock.',
  'rights-lacking': ({ rights }) =>
    `The session lacks the permission ${rights}, so the org will refuse a change that needs it.`,
  'approval-needed': () =>
    'Users approve this app themselves. An approval from before the scope was added is not valid, so approve once more afterwards, with the command authorize.',
  'more-rights': ({ app, scope }) => `Every token of "${app}" can then have the scope ${scope}.`,
  'token-format': ({ app }) => `Clients that parse the access tokens of "${app}" then get opaque tokens.`,
  'less-assurance': ({ app, profile }) =>
    `${app === undefined ? `Everybody with the profile "${profile}"` : `Everybody who uses "${app}"`} can log in without a high assurance session. Ask your security team first.`,
  'whole-profile': ({ profile }) => `It affects everybody with the profile "${profile}".`,
  'takes-licence': ({ user }) => `Activating ${user} uses one user license.`,
  'ask-who-froze': ({ user }) => `Ask first: ${user} may have been frozen or locked for a reason.`,
  'app-for-everybody': ({ app }) => `Everybody who is permitted to use "${app}" can log in again.`,
  'client-app-only': () =>
    'Creates an External Client App: Salesforce no longer allows new connected apps in Setup (documented).',
  'only-admitted': ({ set, user }) =>
    `Only users with the permission set ${set} can use the app. Now that is only ${user}.`,
  'put-back-unless': ({ app }) =>
    `If the new key doesn't work in time, the current certificate of "${app}" is restored.`,
  'nothing-to-write': () => 'No change is needed: a recent change takes effect in a few minutes.',
};

/** The reasons the API can't fix a cause. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, (detail: string | undefined) => string>> = {
  'by-hand': () => 'No API call fixes this. Follow the steps below.',
  'app-unknown': (detail) =>
    `The app was not found in the org${detail === undefined ? '' : `: ${detail}`}. Name it with --app.`,
  'app-installed': () => 'The app comes from a package, so only Setup can change its policies.',
  'user-unknown': (detail) => `The user was not found in the org${detail === undefined ? '' : `: ${detail}`}.`,
  'not-readable': (detail) =>
    `sf-jwt-doctor changes only what it could read before. It could not read this: ${detail ?? 'no reason given'}.`,
  'no-key': () =>
    'This needs the certificate of the private key. Give the key with --jwt-key-file or the certificate with --certificate.',
  'address-unknown': () =>
    'The IP address of the caller is unknown. Give it with --fact client.ip=203.0.113.9 (Source IP in the Login History).',
  'hours-unknown': () => 'The login hours of the profile are unknown.',
  'set-unusable': (detail) =>
    `The permission set ${detail ?? ''} doesn't work for JWT login: it belongs to a profile or needs session activation. Name another with --permission-set.`,
  'too-many-users': (detail) =>
    `${detail ?? 'Too many'} users approved the app themselves and would be locked out. Assign them in Setup first, or approve once with the command authorize.`,
  'others-unknown': () =>
    'The session can\'t see which other users approved the app, and the switch to pre-authorized users would lock them out immediately. Use a session with the permission "Customize Application", or approve once with the command authorize.',
};
