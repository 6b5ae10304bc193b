import { DEFAULT_CALLBACK } from '../salesforce/approval.js';
import { AUTHORIZE_PATH } from '../salesforce/grant.js';
import type { SetupPlace } from '../salesforce/setup.js';
import { menu, type Subject } from './subject.js';

/** One step of a remedy. */
export interface Step {
  readonly text: string;
  /** The menu path in Setup. */
  readonly where?: string;
  readonly link?: string;
  readonly command?: string;
}

/** A step at a place in Setup, with its link. */
export function at(subject: Subject, place: SetupPlace, text: string): Step {
  const link = subject.link(place);
  return { text, where: menu(place), ...(link !== undefined && { link }) };
}

/** A step outside Setup, perhaps with a line to copy. */
export function say(text: string, command?: string): Step {
  return { text, ...(command !== undefined && { command }) };
}

/** The last step of every change to an app. */
export const WAIT = say('Wait 2 to 10 minutes (up to 30 for an External Client App), then try the login once more.');

/** A path of clicks by the kind of the app; where the kind is not known, both. */
function byKind(subject: Subject, connectedApp: string, clientApp: string): string {
  if (subject.isClientApp) return clientApp;
  return subject.isConnectedApp
    ? connectedApp
    : `${connectedApp} (External Client App: External Client App Manager > the app > ${clientApp.replace(/^open the app > /, '')})`;
}

/** Where the policies of an app are edited. */
export function policiesOf(subject: Subject): string {
  return byKind(subject, 'open the app > Edit Policies', 'open the app > Policies > Edit > OAuth Policies');
}

/** Where profiles and permission sets are selected on an app. */
export function admittedOf(subject: Subject): string {
  return byKind(subject, 'open the app > Manage Permission Sets', 'open the app > Policies > Edit > App Policies');
}

/** The step that opens the OAuth settings of an app. */
export function settingsOf(subject: Subject): Step {
  return subject.isClientApp
    ? at(subject, 'externalClientApps', 'Open the app > Settings > OAuth Settings > Edit.')
    : at(
        subject,
        'appManager',
        subject.isConnectedApp
          ? 'Find the app > View > Edit (connected apps are edited in App Manager).'
          : 'Connected app: find it > View > Edit. External Client App: Setup > Apps > External Client Apps > External Client App Manager > the app > Settings > OAuth Settings > Edit.',
      );
}

/** The steps of an approval in a browser that counts: by this tool, or by hand. */
export function approveInBrowser(subject: Subject): Step[] {
  const { myDomain, clientId, user, userArgument } = subject;
  const url = `${myDomain}${AUTHORIZE_PATH}?response_type=code&client_id=${clientId}&redirect_uri=<a callback URL of the app>&scope=api%20refresh_token`;
  return [
    say(
      `With this tool: it opens a browser in which ${user} logs in and clicks Allow, exchanges the code, and tries the login again. The app needs ${DEFAULT_CALLBACK} among its callback URLs (another one: --callback-url).`,
      `sf-jwt-doctor authorize -o ${userArgument} -i ${clientId} -f server.key -r ${myDomain}`,
    ),
    say(
      `Or by hand, if the app does not require PKCE (an External Client App requires it by default): log in to ${myDomain} in a browser as ${user}, open this address and click Allow:`,
      url,
    ),
    say(
      'By hand, exchange the code from the callback at /services/oauth2/token, too (grant_type=authorization_code): only then a refresh token exists, and only an approval with a refresh token counts.',
    ),
  ];
}

/** The steps that make approvals unnecessary, without cutting anybody off. */
export function switchToAdminApproved(subject: Subject): Step[] {
  return [
    at(
      subject,
      'permissionSets',
      `Make or choose a permission set for this app, and assign it to ${subject.user} and to everybody else who logs in through the app: the switch cuts off all others at once.`,
    ),
    at(subject, subject.appPlace, `Then ${admittedOf(subject)}, and select that permission set.`),
    at(
      subject,
      subject.appPlace,
      `Last, ${policiesOf(subject)}: set Permitted Users to "Admin approved users are pre-authorized". The app needs the scope refresh_token for this.`,
    ),
  ];
}

/** The step that lets this tool do by API what can be done by API. */
export function repairByTool({ userArgument, clientId, myDomain }: Subject, cause: string): Step {
  const command = `sf-jwt-doctor fix -o ${userArgument} -i ${clientId} -f server.key -r ${myDomain} --target-org <admin>`;
  return cause === 'change-not-propagated'
    ? say('This tool waits for it: it tries the login five times at most, within ten minutes.', `${command} --apply`)
    : say(
        "Or let this tool plan it with an administrator's session: it shows every call and what it means for others, writes only with --apply, and puts it back with --undo. What the API cannot do, it says.",
        command,
      );
}

/** Shows of which kind a key file is. */
export const CHECK_KEY = 'openssl pkey -in server.key -noout -text | head -1';

/** The text with a capital first letter; a username in front stays as it is. */
export function capital(text: string): string {
  return /^\S+@/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
