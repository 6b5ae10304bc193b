import { CANON } from '../world/names.js';

/** A change between two attempts: how the audit trail, a log and people tell it. */
export interface Step {
  readonly id: string;
  /** The row of the set-up audit trail; absent for changes that leave none. */
  readonly audit?: { readonly action: string; readonly section: string; readonly display: string };
  /** What people say; one is drawn. */
  readonly said: readonly string[];
  /** Lines of a log in which the change is made. */
  readonly log?: readonly string[];
  /** The value for `history.changed` in an evidence file. */
  readonly changed?: string;
  /** Made within the last two minutes before the attempt. */
  readonly isFresh?: true;
}

const app = CANON.appLabel;
const user = CANON.user;

/** Every change that a story can hold. */
const STEPS: readonly Step[] = [
  {
    id: 'client-upgraded',
    said: [
      'We upgraded the HTTP library of the job to the next major version.',
      'Since the dependency update last night.',
    ],
    changed: 'client-upgrade',
  },
  {
    id: 'code-changed',
    said: ['We merged a rewrite of the token code yesterday.', 'A colleague refactored the login module this week.'],
  },
  {
    id: 'runner-replaced',
    said: ['The job moved to a new build machine.', 'Operations replaced the VM that runs this job.'],
  },
  {
    id: 'settings-changed',
    said: ['We moved the settings of the job to a new vault.', 'The variables of the pipeline were edited yesterday.'],
  },
  {
    id: 'key-replaced',
    said: [
      'We rotated the private key on the build server.',
      'The key file on the runner was replaced with a new one.',
    ],
  },
  {
    id: 'sandbox-refreshed',
    said: ['We refreshed the sandbox on Friday.', 'The sandbox was refreshed from production over the weekend.'],
    changed: 'sandbox-refresh',
  },
  {
    id: 'app-deleted',
    audit: { action: 'deleteConnectedApplication', section: 'Connected Apps', display: `Deleted connected app ${app}` },
    said: ['An administrator deleted the app during the clean-up.'],
  },
  {
    id: 'app-recreated',
    audit: { action: 'insertConnectedApplication', section: 'Connected Apps', display: `Created connected app ${app}` },
    said: ['We deleted the app and created it again.', 'The app had to be created anew last week.'],
  },
  {
    id: 'app-blocked',
    audit: { action: 'blockConnectedApplication', section: 'Connected Apps', display: `Blocked connected app ${app}` },
    said: ['Security blocked some apps under OAuth Usage yesterday.'],
  },
  {
    id: 'app-disabled',
    said: ['Somebody set the external client app to disabled.'],
  },
  {
    id: 'jwt-flow-unticked',
    said: ['Somebody unticked "Enable JWT Bearer Flow" in the app.'],
    changed: 'app-edited',
  },
  {
    id: 'app-deployed',
    said: [
      'The app was part of the metadata deployment last night.',
      'We deployed the app from git for the first time.',
    ],
    log: [
      '$ sf project deploy start --source-dir force-app/main/default --wait 30',
      'Status: Succeeded',
      'Deployed Source',
    ],
    changed: 'metadata-deploy',
  },
  {
    id: 'certificate-replaced',
    audit: {
      action: 'changeApplicationCertificate',
      section: 'Connected Apps',
      display: `Changed certificate of connected app ${app}`,
    },
    said: ['We uploaded a new certificate to the app.', 'The certificate in the app was replaced yesterday.'],
    changed: 'certificate-replaced',
  },
  {
    id: 'scopes-changed',
    audit: {
      action: 'changeOauthDefaultScope',
      section: 'Connected Apps',
      display: `Changed OAuth scopes of connected app ${app}`,
    },
    said: ['The OAuth scopes of the app were tidied up.'],
    changed: 'app-edited',
  },
  {
    id: 'token-format-changed',
    said: ['"Issue JWT-based access tokens for named users" was switched on in the app.'],
    changed: 'app-edited',
  },
  {
    id: 'edited-now',
    said: ['I saved the app a minute ago.', 'I edited the app just before this run.'],
    isFresh: true,
  },
  {
    id: 'app-created-now',
    said: ['I created the app a minute ago.', 'The app is brand new, I saved it just before this run.'],
    isFresh: true,
  },
  {
    id: 'assigned-now',
    audit: {
      action: 'PermSetAssign',
      section: 'Manage Users',
      display: `Permission set ${CANON.permissionSet}: assigned to user ${user}`,
    },
    said: ['I assigned the permission set to the user a minute ago.'],
    isFresh: true,
  },
  {
    id: 'scope-added-now',
    audit: {
      action: 'changeOauthDefaultScope',
      section: 'Connected Apps',
      display: `Changed OAuth scopes of connected app ${app}`,
    },
    said: ['I added the refresh_token scope to the app a minute ago.'],
    isFresh: true,
  },
  {
    id: 'user-renamed',
    audit: {
      action: 'changedusername',
      section: 'Manage Users',
      display: `Username changed from ${user} to ${CANON.wrongUser}`,
    },
    said: ['The user got a new username last week.', 'We renamed the integration user.'],
    changed: 'user-edited',
  },
  {
    id: 'user-deactivated',
    audit: { action: 'deactivateduser', section: 'Manage Users', display: `Deactivated user ${user}` },
    said: ['The user was deactivated in the licence clean-up.'],
    changed: 'user-edited',
  },
  {
    id: 'user-frozen',
    audit: { action: 'frozeuser', section: 'Manage Users', display: `Froze user ${user}` },
    said: ['Security froze the user yesterday.'],
    changed: 'user-edited',
  },
  {
    id: 'permission-set-removed',
    audit: {
      action: 'PermSetUnassign',
      section: 'Manage Users',
      display: `Permission set ${CANON.permissionSet}: unassigned from user ${user}`,
    },
    said: ['The permission set was removed from the user in a review.'],
    changed: 'user-edited',
  },
  {
    id: 'policy-switched',
    audit: {
      action: 'changeUserRuntimeAccessPolicy',
      section: 'Connected Apps',
      display: `Changed permitted users of connected app ${app} to Admin approved users are pre-authorized`,
    },
    said: ['Permitted Users of the app was switched to "Admin approved users are pre-authorized".'],
    changed: 'app-edited',
  },
  {
    id: 'policy-switched-now',
    audit: {
      action: 'changeUserRuntimeAccessPolicy',
      section: 'Connected Apps',
      display: `Changed permitted users of connected app ${app} to Admin approved users are pre-authorized`,
    },
    said: ['I switched Permitted Users to "Admin approved users are pre-authorized" a minute ago.'],
    isFresh: true,
  },
  {
    id: 'policy-relaxed',
    audit: {
      action: 'changeUserRuntimeAccessPolicy',
      section: 'Connected Apps',
      display: `Changed permitted users of connected app ${app} to All users may self-authorize`,
    },
    said: ['Permitted Users of the app was switched to "All users may self-authorize".'],
    changed: 'app-edited',
  },
  { id: 'assignment-expired', said: ['The permission set assignment had an end date.'] },
  { id: 'token-revoked', said: ['The user revoked some apps in the personal settings.'] },
  { id: 'tokens-revoked', said: ['Somebody pressed Revoke All for the app under OAuth Usage.'] },
  {
    id: 'refresh-policy-changed',
    said: ['The refresh token policy of the app now says "Expire refresh token after 24 hours".'],
    changed: 'app-edited',
  },
  {
    id: 'profile-changed',
    said: ['The profile of the integration user was cut down for the audit.'],
    changed: 'user-edited',
  },
  {
    id: 'ranges-added',
    audit: {
      action: 'loginIpRange',
      section: 'Manage Users',
      display: `Added Login Ip Range to ${CANON.profile} from 198.51.100.0 to 198.51.100.255`,
    },
    said: ['Security put login IP ranges on the profile.'],
  },
  { id: 'hours-added', said: ['Login hours were set on the profile.'] },
  {
    id: 'session-level-raised',
    audit: {
      action: 'requiredSessionLevelForProfile',
      section: 'Manage Users',
      display: `Changed session security level required at login of profile ${CANON.profile} to High Assurance`,
    },
    said: ['The profile now demands a high-assurance session at login.'],
  },
  { id: 'api-access-control-on', said: ['API Access Control was switched on in the org.'] },
  { id: 'org-locked', said: ['The org is said to be locked.'] },
  {
    id: 'loop',
    said: ['The job now logs in for every record.', 'Since the release the worker logs in before each call.'],
  },
];

/** A step by its id. */
export function stepOf(id: string): Step {
  const step = STEPS.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

/** Changes that have nothing to do with any login. */
export const INNOCENT_STEPS: readonly Step[] = [
  {
    id: 'email-changed',
    audit: {
      action: 'changedemail',
      section: 'Manage Users',
      display: 'Changed email of user jo.walker@canon.example',
    },
    said: ['Nothing else was changed as far as I know.'],
  },
  {
    id: 'field-created',
    audit: { action: 'createdCF', section: 'Custom Objects', display: 'Created custom field Region (Text) on Account' },
    said: ['A field was added to Account the same day.'],
  },
  {
    id: 'report-folder',
    audit: { action: 'createdreportfolder', section: 'Manage Reports', display: 'Created report folder Sales 2026' },
    said: ['There was a new dashboard, too.'],
  },
];
