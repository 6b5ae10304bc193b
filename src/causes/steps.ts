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

/** One way to cure a cause. It is enough on its own. */
export interface Way {
  /** The effect of the way, as a heading without a full stop. */
  readonly title: string;
  readonly steps: readonly Step[];
}

/** How to cure a cause. */
export interface Remedy {
  readonly summary: string;
  /** The alternatives, the best first. */
  readonly ways: readonly Way[];
}

/** All steps of a remedy, in reading order. */
export function stepsOf({ ways }: Pick<Remedy, 'ways'>): Step[] {
  return ways.flatMap(({ steps }) => steps);
}

/** A remedy without an alternative. */
export function oneWay(summary: string, ...steps: Step[]): Remedy {
  return { summary, ways: [{ title: summary.replace(/\.$/, ''), steps }] };
}

/** A remedy with alternatives, the best first. */
export function eitherWay(summary: string, ...ways: Way[]): Remedy {
  return { summary, ways };
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

/** The line that tries the login and reads the org with an administrator's session. */
export function diagnoseCommand({ diagnose, userArgument, clientId, keyFlags, loginUrl, targetOrg }: Subject): string {
  return `${diagnose} -o ${userArgument} -i ${clientId} ${keyFlags} -r ${loginUrl} --target-org ${targetOrg}`;
}

/** The line that lets this tool open the approval in a browser. */
export function authorizeCommand({ doctor, userArgument, clientId, keyFlags, loginUrl }: Subject): string {
  return `${doctor} authorize -o ${userArgument} -i ${clientId} ${keyFlags} -r ${loginUrl}`;
}

/** The way to an approval that counts, with this tool. */
export function approveWay(subject: Subject): Way {
  return {
    title: 'Approve once in a browser, with this tool',
    steps: [
      say(`In the browser that this opens, log in as ${subject.user} and click Allow:`, authorizeCommand(subject)),
      say(`If the app lacks the callback URL ${DEFAULT_CALLBACK}, give one that it has as --callback-url.`),
    ],
  };
}

/** The way to an approval that counts, by hand. */
export function approveByHandWay({ myDomain, clientId, user }: Subject): Way {
  const url = `${myDomain}${AUTHORIZE_PATH}?response_type=code&client_id=${encodeURIComponent(clientId)}&redirect_uri=CALLBACK_URL_OF_THE_APP&scope=api%20refresh_token`;
  return {
    title: 'Approve once by hand',
    steps: [
      say(
        `Log in to ${myDomain} in a browser as ${user}. This works only if the app doesn't require PKCE; an External Client App requires it by default.`,
      ),
      say(
        "Open this address and click Allow. curl, Postman and code can't approve, because nobody is logged in there.",
        url,
      ),
      say(
        'Exchange the code from the callback at /services/oauth2/token (grant_type=authorization_code). Only then a refresh token exists, and only an approval with a refresh token counts.',
      ),
    ],
  };
}

/** The way that makes approvals unnecessary, without locking anybody out. */
export function preauthorizeWay(subject: Subject): Way {
  return {
    title: 'Pre-authorize users (better for servers and CI)',
    steps: [
      at(
        subject,
        'permissionSets',
        `Create a permission set for the app. Assign it to ${subject.user} and to everybody else who uses the app; the last step locks out all others.`,
      ),
      at(subject, subject.appPlace, `${capital(admittedOf(subject))}, and select that permission set.`),
      at(
        subject,
        subject.appPlace,
        `${capital(policiesOf(subject))}. Set Permitted Users to "Admin approved users are pre-authorized". The app needs the scope refresh_token.`,
      ),
    ],
  };
}

/** The way that lets this tool do by API what can be done by API. */
export function repairWay(
  { doctor, userArgument, clientId, keyFlags, loginUrl, targetOrg }: Subject,
  cause: string,
): Way {
  const command = `${doctor} fix -o ${userArgument} -i ${clientId} ${keyFlags} -r ${loginUrl} --target-org ${targetOrg}`;
  return cause === 'change-not-propagated'
    ? {
        title: 'Let this tool wait',
        steps: [say('It tries the login at most five times within ten minutes.', `${command} --apply`)],
      }
    : {
        title: `Let ${doctor} fix do it, with an administrator's session`,
        steps: [
          say(
            'It shows every change first, writes only with --apply, and --undo takes the changes back. It lists the steps you still have to do by hand.',
            command,
          ),
        ],
      };
}

/** Shows of which kind a key file is. */
export function checkKey(keyArgument: string): string {
  return `openssl pkey -in ${keyArgument} -noout -text | head -1`;
}

/** The text with a capital first letter; a username or an address in front stays as it is. */
export function capital(text: string): string {
  return /^\S+(?:@|:\/\/)/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
