import type { Purpose } from '../../remedies/change.js';
import type { EffectCode, RefusalCode } from '../../remedies/draft.js';

type About = Readonly<Record<string, string>>;
type Sentence = (about: About) => string;

/** What each change does, as an order to the org. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, Sentence>> = {
  'make-permission-set': ({ set }) => `Make the permission set ${set}.`,
  'make-app': ({ app, set }) =>
    `Make the External Client App "${app}": certificate, scopes api and refresh_token, and only users with the permission set ${set} may use it.`,
  'grant-app': ({ set, app }) => `Let the permission set ${set} use the app "${app}".`,
  'assign-set': ({ set, user }) => `Assign the permission set ${set} to ${user}.`,
  'end-expired-assignment': ({ set, user }) => `Remove the expired assignment of ${set} to ${user}.`,
  'switch-policy': ({ app, set }) =>
    `Switch "${app}" to "Admin approved users are pre-authorized", with the permission set ${set}.`,
  'store-certificate': ({ app }) => `Store the certificate of the private key in the app "${app}".`,
  'add-scope': ({ app, scope }) => `Add the scope ${scope} to the app "${app}".`,
  'issue-opaque-tokens': ({ app }) => `Let the app "${app}" issue opaque access tokens instead of JWTs.`,
  'drop-high-assurance': ({ app, profile }) =>
    `Demand no high assurance session any more: ${app === undefined ? `the profile "${profile}"` : `the app "${app}"`}.`,
  'allow-address': ({ address, profile }) => `Allow logins from ${address} to the profile "${profile}".`,
  'widen-hours': ({ profile, day, timeZone }) =>
    `Widen the login hours of the profile "${profile}" on ${day} so that now and the hour after are in them (time zone ${timeZone}).`,
  'switch-app-on': ({ app }) => `Switch the app "${app}" on.`,
  'unblock-app': ({ app }) => `Take the app "${app}" from the list of blocked apps.`,
  'activate-user': ({ user }) => `Activate ${user}.`,
  'unfreeze-user': ({ user }) => `Unfreeze ${user}.`,
  'unlock-user': ({ user }) => `Unlock the password of ${user}.`,
};

/** What a plan means besides, for the person who consents. */
export const EFFECT_WORDS: Readonly<Record<EffectCode, Sentence>> = {
  'only-this-user': ({ user }) => `Only ${user} gets something by it, and nobody loses anything.`,
  'others-assigned': ({ users }) =>
    `These users approved the app for themselves, and the switch would cut them off; they are assigned, too: ${users}.`,
  'nobody-else': ({ app }) => `Nobody else holds a token of "${app}", so the switch cuts nobody off.`,
  'only-the-set': ({ app, set }) =>
    `From then on only users with the permission set ${set}, or another one that is selected on "${app}", get in by it; nobody approves for themselves any more.`,
  'others-cut-off': ({ users }) =>
    `These users approved the app for themselves and were not found; they lose access: ${users}.`,
  'old-key-stops': ({ app }) =>
    `The certificate that "${app}" has now goes: who still logs in with the private key that belongs to it is refused at once.`,
  'old-key-may-stop': ({ app }) =>
    `The org does not show whether "${app}" has a certificate: if it has another one, who still logs in with the private key that belongs to it is refused at once, and this tool cannot put that certificate back.`,
  whichever: ({ causes }) => `Which of these it is cannot be told yet (${causes}); this cures each of them.`,
  'certificate-restated': ({ app }) =>
    `The org does not show the certificate of ${app}; the app is written back whole, so the certificate of the private key is written with it.`,
  'written-whole': ({ component }) =>
    `${component} is read whole, and written back whole with the change in it, because what Salesforce does with an element that is left out is not documented (inferred: it keeps what it does not show).`,
  'grant-reported': ({ app }) =>
    `That a permission set is granted the External Client App "${app}" by a record of SetupEntityAccess is reported, not documented; whether it worked shows in the login afterwards.`,
  'unblock-untried': () =>
    'That an app is unblocked by deleting its BlacklistedConsumer is inferred, and was not tried on a real org. If the org refuses it: Setup > Connected Apps OAuth Usage > Unblock.',
  'rights-lacking': ({ rights }) =>
    `The session has not the permission ${rights}: the org will refuse a change that needs it.`,
  'approval-needed': () =>
    'Users approve this app for themselves: an approval that was given before the scope was there does not count. Approve once more afterwards: sf-jwt-doctor authorize.',
  'more-rights': ({ app, scope }) => `Every token of "${app}" may then carry ${scope}.`,
  'token-format': ({ app }) => `Clients that read the access tokens of "${app}" themselves get opaque ones.`,
  'less-assurance': ({ app, profile }) =>
    `${app === undefined ? `Everybody with the profile "${profile}"` : `Everybody who uses "${app}"`} gets in without a high assurance session. Ask your security team first.`,
  'whole-profile': ({ profile }) => `It holds for everybody with the profile "${profile}".`,
  'takes-licence': ({ user }) => `Activating ${user} takes a licence.`,
  'ask-who-froze': ({ user }) => `Somebody froze or locked ${user}, perhaps for a reason: ask before.`,
  'app-for-everybody': ({ app }) => `Everybody who may use "${app}" gets in again.`,
  'client-app-only': () =>
    'Salesforce lets nobody make new connected apps any more (documented), so it is an External Client App.',
  'only-admitted': ({ set, user }) =>
    `Only users with the permission set ${set} may use the app: ${user}, and nobody else.`,
  'put-back-unless': ({ app }) =>
    `If no login works with the new key in time, the certificate that "${app}" has now is put back.`,
  'nothing-to-write': () => 'Nothing has to be written: a change is on its way, and takes effect in some minutes.',
};

/** Why a cause is not cured by the API. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, (detail: string | undefined) => string>> = {
  'by-hand': () => 'No call to the org cures it; the steps follow.',
  'app-unknown': (detail) =>
    `The app was not found in the org${detail === undefined ? '' : `: ${detail}`}; name it with --app.`,
  'app-installed': () => 'The app comes from a package: only Setup can change its policies.',
  'user-unknown': (detail) => `The user was not found in the org${detail === undefined ? '' : `: ${detail}`}.`,
  'not-readable': (detail) =>
    `What has to be changed could not be read first, and nothing is written blindly: ${detail ?? 'no reason given'}.`,
  'no-key': () =>
    'It takes the certificate of the private key: give the key with --jwt-key-file, or the certificate with --certificate.',
  'address-unknown': () =>
    'The address of the caller is not known; give it: --fact client.ip=203.0.113.9 (the Source IP in the Login History).',
  'hours-unknown': () => 'The login hours of the profile are not known.',
  'set-unusable': (detail) =>
    `The permission set ${detail ?? ''} does not help a JWT login (it belongs to a profile, or needs an activated session); name another with --permission-set.`,
  'too-many-users': (detail) =>
    `${detail ?? 'Too many'} users approved the app for themselves and would be cut off; assign them in Setup first, or approve once with sf-jwt-doctor authorize.`,
  'others-unknown': () =>
    'Who else approved the app for themselves could not be read, and the switch to pre-authorized users would cut them off at once. The session needs the permission "Customize Application" to tell. Or approve once with sf-jwt-doctor authorize.',
};
