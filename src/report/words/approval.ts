import { ANSWERS, type AnswerId } from '../../answers/index.js';
import type { ApprovalEnding } from '../../salesforce/approval.js';
import { at, capital, say, settingsOf, WAIT, type Step } from '../../causes/steps.js';
import type { Subject } from '../../causes/subject.js';

/** The known result of an approval. */
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

/** The requested approval. */
export interface AskedApproval {
  readonly subject: Subject;
  readonly callback: string;
  /** The user who should approve. */
  readonly username?: string;
  readonly waitSeconds: number;
}

/** The report of an approval: the result and the next steps. */
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
  title: 'the External Client App does not exist in the org behind this host',
  steps: ({ subject }) => [
    at(
      subject,
      'externalClientApps',
      `Look for the app in the user's org. If it is listed, use the My Domain of that org with --instance-url, because ${subject.host} may lead to another org. If it is not listed, install or create the app there.`,
    ),
    AGAIN,
  ],
};

const notInstalled: Refused = {
  title: 'the connected app was created in another org and is not installed in this one',
  steps: ({ subject }) => [
    at(subject, 'connectedAppsUsage', 'Find the app and click Install.'),
    say('Or give the user the permission "Approve Uninstalled Connected Apps".'),
    AGAIN,
  ],
};

const REFUSALS: Readonly<Record<Known, Refused>> = {
  clientIdInvalid: {
    title: 'the host has no app with this consumer key',
    steps: ({ subject }) => [
      at(
        subject,
        'appManager',
        'Find the app > View > Manage Consumer Details, and compare the consumer key with --client-id. For an External Client App, look in Settings > OAuth Settings.',
      ),
      say(
        `If the consumer key is right, check that ${subject.host} is the host of the org with the app. A new app takes 2 to 10 minutes to work.`,
      ),
    ],
  },
  redirectUriMismatch: {
    title: 'the callback URL is not registered on the app',
    steps: ({ subject, callback }) => [
      settingsOf(subject),
      say(`Add exactly this line to the callback URLs and save:`, callback),
      WAIT,
      say('Or use --callback-url with a callback URL on http://localhost that the app already has.'),
    ],
  },
  appBlocked: {
    title: 'the app is blocked or disabled in this org',
    steps: ({ subject }) => [
      subject.isClientApp
        ? at(subject, 'externalClientApps', 'Open the app > Policies > Edit and set App Status to Enabled.')
        : at(subject, 'connectedAppsUsage', 'Find the app and click Unblock. Ask the admin who blocked it first.'),
      say('If API Access Control is on, allow the app there, too.'),
      AGAIN,
    ],
  },
  accessDeniedByAdmin: {
    title: 'the app permits only pre-authorized users, and this user is not one of them',
    steps: ({ subject }) => [
      say('Users cannot approve this app: Permitted Users is "Admin approved users are pre-authorized".'),
      at(
        subject,
        subject.appPlace,
        'Open the app and select a permission set or profile that the user has. The steps are in docs/causes/user-not-preauthorized.md.',
      ),
    ],
  },
  clientAppNotFoundInBrowser: notInOrg,
  clientAppNotInstalled: notInOrg,
  connectedAppNotInstalled: notInstalled,
  approvalError: {
    title:
      'Salesforce gives no reason; often the connected app was created in another org and is not installed in this one',
    steps: notInstalled.steps,
  },
  scopeNotAllowed: {
    title: 'the app lacks a requested scope',
    steps: ({ subject }) => [
      settingsOf(subject),
      say(
        'Add "Manage user data via APIs (api)" and "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.',
      ),
      WAIT,
      say('If the app has "full" instead of "api", use --scope all to request every scope of the app.'),
    ],
  },
  accessDenied: {
    title: 'the user clicked Deny',
    steps: () => [say('To approve the app, run this command again and click Allow.')],
  },
  clientCredentialsInvalid: {
    title: 'the app requires its consumer secret for this exchange',
    steps: ({ subject }, { secretSent }) => [
      secretSent
        ? say(
            `The consumer secret is wrong. Compare it with the consumer details of the app, and set it in ${SECRET_VARIABLE} or type it at the prompt.`,
          )
        : say(`Set the consumer secret in the environment variable ${SECRET_VARIABLE}, or type it at the prompt.`),
      say('Or remove the requirement; JWT login does not need the secret:'),
      settingsOf(subject),
      say('Clear the checkbox "Require Secret for Web Server Flow" and save.'),
      WAIT,
    ],
  },
  assertionExpired: {
    title: 'the code was used before or is older than 15 minutes',
    steps: () => [say('Run this command again, and do not reload the last page in the browser.')],
  },
  ipRestricted: {
    title: 'the IP address of this machine is outside the login IP ranges of the user',
    steps: () => [
      say(
        'Run this command from an IP address inside the login IP ranges of the profile. Other ways are in docs/causes/ip-restricted.md.',
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

/** The words for a refusal: who refused, the answer, its meaning and the next steps. */
function refusedWords(who: string, told: ToldApproval, asked: AskedApproval): ApprovalWords {
  const { refusal = {} } = told;
  const words = spelled(refusal);
  const { answer } = refusal;
  if (!isKnown(answer)) {
    const error = refusal.description ?? refusal.error;
    return {
      title: `${who} refused: ${words}`,
      sentences: [],
      steps:
        error === undefined
          ? []
          : [say('To see what is known about this error, run:', `${asked.subject.doctor} explain "${error}"`)],
    };
  }
  const { title, steps } = REFUSALS[answer];
  return {
    title: `${who} refused: ${title}`,
    sentences: [`The answer was "${words}" (meaning: ${ANSWERS[answer].refusesApproval}).`],
    steps: steps(asked, told),
  };
}

/** Tells where the tokens of the exchange went. */
function tokenSentences({ accessTokenReturned, refreshToken, username }: ToldApproval): string[] {
  const approval = username === undefined ? 'the approval' : `the approval of ${username}`;
  const fate = {
    discarded: `The refresh token was discarded and never stored. ${capital(approval)} stays valid, because the org keeps it.`,
    revoked: `The refresh token was revoked, as requested. ${capital(approval)} has ended, so a JWT login that needs it fails again.`,
    'not-revoked': `The refresh token could not be revoked. ${capital(approval)} stays valid until you revoke it in Setup.`,
  };
  return [
    ...(accessTokenReturned === false ? ['The access token could not be revoked. It expires with its session.'] : []),
    ...(refreshToken === undefined ? [] : [fate[refreshToken]]),
  ];
}

/** The known symptom. */
interface ToldSymptom {
  readonly kind: string;
  readonly error?: string;
  readonly description?: string;
  readonly shape?: string;
}

function answered(symptom: ToldSymptom | null): string {
  if (symptom === null) return 'no answer';
  if (symptom.kind === 'token') return 'a token';
  const words = [symptom.error, symptom.description].filter((text) => text !== undefined && text !== '').join(': ');
  return symptom.kind === 'api' ? `a token that the API refuses (${words})` : `"${words || symptom.shape}"`;
}

/** Compares the JWT login before and after the approval. */
export function changeSentence(before: ToldSymptom | null, after: ToldSymptom | null): string {
  const [was, is] = [answered(before), answered(after)];
  return was === is
    ? `The JWT login still ends with ${is}.`
    : `Before the approval, the JWT login ended with ${was}. Now it ends with ${is}.`;
}

/** Says why a request to the callback is not the expected answer. */
export function describeStrange(
  why: 'wrong-state' | 'no-state' | 'no-answer' | 'no-url' | 'other-address' | 'other-host',
): string {
  return {
    'wrong-state': 'The callback received an answer to another request (its state differs)',
    'no-state': 'The callback received a request without a state',
    'no-answer': 'The callback received a request without a code and without an error',
    'no-url': 'This is not a URL; copy the whole line from the address bar',
    'other-address': 'This is not the callback URL; copy the URL that the browser shows after you click Allow',
    'other-host': 'The callback received a request with a wrong Host header',
  }[why];
}

/** The words for the result of an approval, with the next steps. */
export function approvalWords(told: ToldApproval, asked: AskedApproval): ApprovalWords {
  const { subject, username: meant } = asked;
  const who = told.username ?? meant ?? 'a user whose name the org did not return';
  switch (told.ending) {
    case 'approved':
      return {
        title: `${who} has approved ${subject.app}, and a refresh token was issued`,
        sentences: [
          ...(told.scopes === undefined ? [] : [`Granted: ${told.scopes.join(', ')}.`]),
          'This approval is valid for JWT login (documented) until the refresh token policy of the app ends it.',
          ...(told.username === undefined && meant !== undefined
            ? [
                `The org did not return the name of the user who approved. The approval is valid only if that was ${meant}.`,
              ]
            : []),
          ...tokenSentences(told),
        ],
        steps: [],
      };
    case 'without-refresh-token':
      return {
        title: `${who} has approved ${subject.app}, but no refresh token was issued, so the approval is not valid for JWT login`,
        sentences: [
          `Granted: ${told.scopes?.join(', ') ?? 'unknown'}. JWT login needs an approval with a refresh token (documented).`,
        ],
        steps: [
          settingsOf(subject),
          say(
            'Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.',
          ),
          WAIT,
          say("Then run this command again: this approval won't count, so approve once more."),
        ],
      };
    case 'other-user':
      return {
        title: `${told.username ?? 'Another user'} has approved ${subject.app}, not ${meant ?? 'the user of the login'}. This does not help the JWT login`,
        sentences: [
          'The browser was logged in as that user. An approval is valid only for the user who clicked Allow.',
          ...tokenSentences(told),
        ],
        steps: [say(`Run this command again and log in as ${meant ?? 'the user of the login'}, in a private window.`)],
      };
    case 'denied':
      return {
        ...refusedWords('The person at the browser', told, asked),
        title: 'The user clicked Deny in the browser',
      };
    case 'refused':
      return refusedWords('The authorize page', told, asked);
    case 'not-exchanged': {
      const words = refusedWords('The token endpoint', told, asked);
      return {
        ...words,
        sentences: [
          ...words.sentences,
          'The user approved the app, but the code was not exchanged for a token. Such an approval is not valid for JWT login (reported).',
        ],
      };
    }
    case 'no-page':
      return {
        title: `Can't reach the authorize page of ${subject.host}: ${told.refusal?.problem ?? 'unknown reason'}`,
        sentences: [],
        steps: [
          say(
            'Check --instance-url, the network and HTTPS_PROXY. A My Domain looks like https://acme.my.salesforce.com.',
          ),
        ],
      };
    case 'timed-out':
      return {
        title: `The user did not approve within ${asked.waitSeconds} seconds; nothing was changed`,
        sentences: [],
        steps: [
          say(
            `Run this command again, with --wait for more time. If the browser shows an error page of ${subject.host}, give its URL to ${subject.doctor} triage.`,
          ),
        ],
      };
  }
}
