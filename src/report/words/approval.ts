import { ANSWERS, type AnswerId } from '../../answers/index.js';
import type { ApprovalEnding } from '../../salesforce/approval.js';
import { at, capital, say, settingsOf, WAIT, type Step } from '../../causes/steps.js';
import type { Subject } from '../../causes/subject.js';

/** What came of an approval, as far as it is told. */
export interface ToldApproval {
  readonly ending: ApprovalEnding;
  readonly refusal?: {
    readonly error?: string;
    readonly description?: string;
    readonly answer?: AnswerId;
    readonly problem?: string;
  };
  readonly scopes?: readonly string[];
  readonly username?: string;
  readonly secretSent: boolean;
  readonly accessTokenReturned?: boolean;
  readonly refreshToken?: 'discarded' | 'revoked' | 'not-revoked';
}

/** What was asked for. */
export interface AskedApproval {
  readonly subject: Subject;
  readonly callback: string;
  /** The user who was meant to approve. */
  readonly username?: string;
  readonly waitSeconds: number;
}

/** What is said about an approval: what came of it, and what to do now. */
export interface ApprovalWords {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly steps: readonly Step[];
}

/** The environment variable that holds the consumer secret. */
export const SECRET_VARIABLE = 'SF_JWT_DOCTOR_CLIENT_SECRET';

type Known = {
  [Id in AnswerId]: (typeof ANSWERS)[Id] extends { readonly refusesApproval: string } ? Id : never;
}[AnswerId];
interface Refused {
  readonly title: string;
  readonly steps: (asked: AskedApproval, told: ToldApproval) => readonly Step[];
}

const AGAIN = say('Then run this command again.');

const notInOrg: Refused = {
  title: 'the External Client App is not in the org that the host leads to',
  steps: ({ subject }) => [
    at(
      subject,
      'externalClientApps',
      `Look whether the app is listed in the org of the user. If it is, give the My Domain of that org with --instance-url: ${subject.host} may lead to another org. If it is not, install or create it there.`,
    ),
    AGAIN,
  ],
};

const notInstalled: Refused = {
  title: 'the connected app belongs to another org and is not installed in this one',
  steps: ({ subject }) => [
    at(subject, 'connectedAppsUsage', 'Find the app and click Install.'),
    say('Or let a user approve who has the permission "Approve Uninstalled Connected Apps".'),
    AGAIN,
  ],
};

const REFUSALS: Readonly<Record<Known, Refused>> = {
  clientIdInvalid: {
    title: 'the host knows no app with this consumer key',
    steps: ({ subject }) => [
      at(
        subject,
        'appManager',
        'Find the app > View > Manage Consumer Details, and compare the consumer key with --client-id (an External Client App: Settings > OAuth Settings).',
      ),
      say(
        `If it is right: is ${subject.host} the host of the org that holds the app? An app that was saved minutes ago is not known yet; wait 2 to 10 minutes.`,
      ),
    ],
  },
  redirectUriMismatch: {
    title: 'the callback URL is not registered on the app',
    steps: ({ subject, callback }) => [
      settingsOf(subject),
      say(`Add this line to the callback URLs and save; it has to be the same to the letter:`, callback),
      WAIT,
      say('Or name a callback URL that is registered already, on http://localhost, with --callback-url.'),
    ],
  },
  appBlocked: {
    title: 'the app is blocked, or switched off, in this org',
    steps: ({ subject }) => [
      subject.isClientApp
        ? at(subject, 'externalClientApps', 'Open the app > Policies > Edit: App Status must be Enabled.')
        : at(subject, 'connectedAppsUsage', 'Find the app and click Unblock. Ask the admin who blocked it first.'),
      say('With API Access Control switched on, the app must be allowed there, too.'),
      AGAIN,
    ],
  },
  accessDeniedByAdmin: {
    title: 'the app admits pre-authorized users only, and this user is not one of them',
    steps: ({ subject }) => [
      say('An approval is of no use here: under "Admin approved users are pre-authorized" nobody approves anything.'),
      at(
        subject,
        subject.appPlace,
        'Open the app and select a permission set (or profile) that the user has; docs/causes/user-not-preauthorized.md has the steps.',
      ),
    ],
  },
  clientAppNotFoundInBrowser: notInOrg,
  clientAppNotInstalled: notInOrg,
  connectedAppNotInstalled: notInstalled,
  approvalError: {
    title: 'Salesforce gives no reason; often it is a connected app of another org that is not installed in this one',
    steps: notInstalled.steps,
  },
  scopeNotAllowed: {
    title: 'the app lacks one of the scopes that were asked for',
    steps: ({ subject }) => [
      settingsOf(subject),
      say(
        'Add "Manage user data via APIs (api)" and "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.',
      ),
      WAIT,
      say('An app that has "full" in place of "api" is asked for all it has with --scope all.'),
    ],
  },
  accessDenied: {
    title: 'Deny was clicked',
    steps: () => [say('To approve the app, run this command again and click Allow.')],
  },
  clientCredentialsInvalid: {
    title: 'the app demands its consumer secret for this exchange',
    steps: ({ subject }, { secretSent }) => [
      secretSent
        ? say(
            `The secret that was given is not the one of this app: compare it with the app's consumer details (never as an argument; by ${SECRET_VARIABLE}, or typed in where it is asked for).`,
          )
        : say(
            `Give the consumer secret by the environment variable ${SECRET_VARIABLE}, or type it in where a terminal asks for it.`,
          ),
      say('Or let the app do without, which the JWT flow does not mind:'),
      settingsOf(subject),
      say('Untick "Require Secret for Web Server Flow" and save.'),
      WAIT,
    ],
  },
  assertionExpired: {
    title: 'the code was used before, or is older than 15 minutes',
    steps: () => [say('Run this command again; do not reload the page that the browser ended on.')],
  },
  ipRestricted: {
    title: 'the address of this machine is outside the IP ranges of the user',
    steps: () => [
      say(
        'Run this command from an address inside the login IP ranges of the profile; docs/causes/ip-restricted.md has the rest.',
      ),
    ],
  },
};

function spelled({ error, description, problem }: NonNullable<ToldApproval['refusal']>): string {
  return [error, description].filter((text) => text !== undefined && text !== '').join(': ') || (problem ?? 'nothing');
}

function isKnown(answer: AnswerId | undefined): answer is Known {
  return answer !== undefined && answer in REFUSALS;
}

/** Who refused, in which words, what it means, and what to do. */
function refusedWords(who: string, told: ToldApproval, asked: AskedApproval): ApprovalWords {
  const { refusal = {} } = told;
  const words = spelled(refusal);
  const { answer } = refusal;
  if (!isKnown(answer)) {
    const error = refusal.description ?? refusal.error;
    return {
      title: `${who} refused: ${words}`,
      sentences: [],
      steps: error === undefined ? [] : [say('What is known about it:', `sf-jwt-doctor explain "${error}"`)],
    };
  }
  const { title, steps } = REFUSALS[answer];
  return {
    title: `${who} refused: ${title}`,
    sentences: [`It said ${words} (the meaning is ${ANSWERS[answer].refusesApproval}).`],
    steps: steps(asked, told),
  };
}

/** What becomes of the tokens of an exchange. */
function tokenSentences({ accessTokenReturned, refreshToken, username }: ToldApproval): string[] {
  const approval = username === undefined ? 'the approval' : `the approval of ${username}`;
  const fate = {
    discarded: `The refresh token was thrown away unseen. ${capital(approval)} stays: it lives in the org, not here.`,
    revoked: `The refresh token was given back, as asked: ${approval} has ended again, and a JWT login that relies on it is refused.`,
    'not-revoked': `The refresh token could not be given back: ${approval} stays until it is revoked in Setup.`,
  };
  return [
    ...(accessTokenReturned === false ? ['The access token could not be given back; it ends with its session.'] : []),
    ...(refreshToken === undefined ? [] : [fate[refreshToken]]),
  ];
}

/** A symptom, as far as it is told. */
interface ToldSymptom {
  readonly kind: string;
  readonly error?: string;
  readonly description?: string;
  readonly shape?: string;
}

function answered(symptom: ToldSymptom | null): string {
  if (symptom === null) return 'not answered';
  if (symptom.kind === 'token') return 'given a token';
  const words = [symptom.error, symptom.description].filter((text) => text !== undefined && text !== '').join(': ');
  return symptom.kind === 'api'
    ? `given a token, which the API refuses (${words})`
    : `answered ${words || symptom.shape}`;
}

/** What the approval changed about the JWT login. */
export function changeSentence(before: ToldSymptom | null, after: ToldSymptom | null): string {
  const [was, is] = [answered(before), answered(after)];
  return was === is ? `The JWT login is still ${is}.` : `Before, the JWT login was ${was}. Now it is ${is}.`;
}

/** Why a request to the callback is not the answer that is waited for. */
export function describeStrange(
  why: 'wrong-state' | 'no-state' | 'no-answer' | 'no-url' | 'other-address' | 'other-host',
): string {
  return {
    'wrong-state': 'An answer to another request came to the callback (its state is not the one that was sent)',
    'no-state': 'Something without a state came to the callback',
    'no-answer': 'Something without a code and without an error came to the callback',
    'no-url': 'This is no address; copy the whole line from the address bar',
    'other-address': 'This is not the address of the callback; copy the one that the browser ended on after Allow',
    'other-host': 'A request with a foreign Host header came to the callback',
  }[why];
}

/** What came of an approval, and what to do now. */
export function approvalWords(told: ToldApproval, asked: AskedApproval): ApprovalWords {
  const { subject, username: meant } = asked;
  const who = told.username ?? meant ?? 'a user whose name the org did not tell';
  switch (told.ending) {
    case 'approved':
      return {
        title: `${who} has approved ${subject.app}, and a refresh token was issued`,
        sentences: [
          ...(told.scopes === undefined ? [] : [`Granted: ${told.scopes.join(', ')}.`]),
          'Such an approval counts for the JWT login (documented), as long as the refresh token policy of the app lets it live.',
          ...(told.username === undefined && meant !== undefined
            ? [`The org did not tell who approved; it counts for the JWT login only if it was ${meant}.`]
            : []),
          ...tokenSentences(told),
        ],
        steps: [],
      };
    case 'without-refresh-token':
      return {
        title: `${who} has approved ${subject.app}, but no refresh token was issued: this approval does not count`,
        sentences: [
          `Granted: ${told.scopes?.join(', ') ?? 'not told'}. Only an approval with a refresh token counts for the JWT bearer flow (documented).`,
        ],
        steps: [
          settingsOf(subject),
          say(
            'Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.',
          ),
          WAIT,
          say('Then run this command again: the approval given now does not become a counting one.'),
        ],
      };
    case 'other-user':
      return {
        title: `${told.username ?? 'Another user'} has approved ${subject.app}, not ${meant ?? 'the user of the login'}: this does not count for the JWT login`,
        sentences: [
          'The browser was logged in as that user. An approval belongs to the one who gave it.',
          ...tokenSentences(told),
        ],
        steps: [say(`Run this command again and log in as ${meant ?? 'the user of the login'}, in a private window.`)],
      };
    case 'denied':
      return {
        ...refusedWords('The person at the browser', told, asked),
        title: 'The approval was denied in the browser',
      };
    case 'refused':
      return refusedWords('The authorize page', told, asked);
    case 'not-exchanged': {
      const words = refusedWords('The token endpoint', told, asked);
      return {
        ...words,
        sentences: [
          ...words.sentences,
          'The app was approved, but the code was not exchanged, and such an approval does not count (reported).',
        ],
      };
    }
    case 'no-page':
      return {
        title: `The authorize page of ${subject.host} cannot be reached: ${told.refusal?.problem ?? 'unknown reason'}`,
        sentences: [],
        steps: [
          say(
            'Check --instance-url, the network and HTTPS_PROXY; a My Domain looks like https://acme.my.salesforce.com.',
          ),
        ],
      };
    case 'timed-out':
      return {
        title: `Nobody approved within ${asked.waitSeconds} seconds; nothing was changed`,
        sentences: [],
        steps: [
          say(
            `Run this command again; --wait gives more time. If the browser ended on an error page of ${subject.host}, its address tells why: sf-jwt-doctor triage reads it.`,
          ),
        ],
      };
  }
}
