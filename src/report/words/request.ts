import { defined } from '../../facts/defined.js';
import type { Report } from '../schema.js';

/** A question for somebody with access, with the place to look and a command that answers it. */
interface Asked {
  readonly fact: string | null;
  readonly ask: string;
  readonly where: string;
  readonly command?: string;
}

/** A letter that asks for the missing facts. */
export interface Letter {
  readonly subject: string;
  readonly opening: string;
  readonly questions: readonly Asked[];
  readonly closing: readonly string[];
}

// Maintainers ask these questions in every thread about JWT login, most useful first (reported).
const FIRST: readonly Asked[] = [
  {
    fact: 'token.answers',
    ask: 'What exactly did the command print?',
    where:
      'The whole output of the command that failed, including the command and every line below "Errors encountered:". Keep host names; hide keys and tokens.',
    command: 'sf org login jwt … --dev-debug',
  },
  {
    fact: 'request.url',
    ask: 'Which login URL did you use, and what is the My Domain of the org?',
    where: 'Setup > Company Settings > My Domain.',
  },
  {
    fact: 'app.kind',
    ask: 'Is the app a connected app or an External Client App, and in which org was it created?',
    where: 'Setup > Apps > App Manager, column App Type.',
  },
  {
    fact: 'app.permittedUsers',
    ask: 'What is the setting "Permitted Users" of the app?',
    where:
      'Connected app: Setup > Apps > Connected Apps > Manage Connected Apps > the app. External Client App: Setup > Apps > External Client Apps > External Client App Manager > the app > Policies.',
  },
  {
    fact: 'user.assigned',
    ask: 'Which profiles and permission sets are selected on the app, and does the user have one of them?',
    where: 'On the same page, and in Setup > Users > Users > the user > Permission Set Assignments.',
  },
  {
    fact: 'login.history',
    ask: 'What does the Login History show for the time of the failure?',
    where: 'Setup > Identity > Login History; the row of the user, all columns.',
  },
  {
    fact: 'history.intermittent',
    ask: 'Does the login fail always or only sometimes, since when, and what changed before?',
    where: 'Try the same login a few minutes apart; Setup > Security > View Setup Audit Trail.',
  },
];

const CLOSING = [
  'Please do not send a private key, an assertion, a token or a password.',
  'Faster than answering: run this command where the login fails, and send us the file. It contains no secrets and no names:',
  '  npx sf-jwt-doctor collect <the log> --output bundle.zip',
];

function questionsOf({ diagnosis }: Report): Asked[] {
  return diagnosis.questions.map(({ fact, why, how, command }) => defined({ fact, ask: why, where: how, command }));
}

/** The questions for a customer, most useful first. Without a report, the usual questions. */
export function letterFor(report: Report | undefined): Letter {
  const subject = 'Salesforce JWT login: what we need to know';
  if (report === undefined)
    return { subject, opening: 'To find out why the login fails, please tell us:', questions: FIRST, closing: CLOSING };
  if (report.outOfScope?.what === 'no-error')
    return { subject, opening: `${report.outOfScope.summary} Please tell us:`, questions: FIRST, closing: CLOSING };
  const { cause } = report.diagnosis;
  const questions = report.outOfScope === null ? questionsOf(report) : [];
  if (questions.length === 0) {
    const told =
      cause === null
        ? 'Nothing you could send would tell more.'
        : `The information you sent ${cause.confidence === 'confirmed' ? 'confirms this cause' : 'makes this cause likely'}: ${cause.summary}`;
    return { subject, opening: report.outOfScope?.summary ?? told, questions, closing: [] };
  }
  const opening =
    cause === null
      ? 'The information you sent still fits several causes. Please answer these questions, most useful first:'
      : `The information you sent makes this cause likely: ${cause.summary} To confirm it, please answer these questions:`;
  return { subject, opening, questions, closing: CLOSING };
}

/** The letter as text to send. */
export function letterText({ subject, opening, questions, closing }: Letter): string {
  const asked = questions.flatMap(({ ask, where, command }, index) => [
    '',
    `${index + 1}. ${ask}`,
    `   Where: ${where}`,
    ...(command === undefined ? [] : [`   Or run: ${command}`]),
  ]);
  return `${[`Subject: ${subject}`, '', opening, ...asked, ...(closing.length > 0 ? ['', ...closing] : [])].join('\n')}\n`;
}
