import { defined } from '../../facts/defined.js';
import type { Report } from '../schema.js';

/** A question to somebody with access: the question, where to look, and a command that answers it. */
interface Asked {
  readonly fact: string | null;
  readonly ask: string;
  readonly where: string;
  readonly command?: string;
}

/** A letter that asks for the facts that decide. */
export interface Letter {
  readonly subject: string;
  readonly opening: string;
  readonly questions: readonly Asked[];
  readonly closing: readonly string[];
}

// Maintainers ask these in every thread about this login, the most telling first (reported).
const FIRST: readonly Asked[] = [
  {
    fact: 'token.answers',
    ask: 'What exactly was printed?',
    where:
      'The whole output of the command that failed, with the command itself and every line below "Errors encountered:". Leave host names in; hide keys and tokens.',
    command: 'sf org login jwt … --dev-debug',
  },
  {
    fact: 'request.url',
    ask: 'Which login URL was used, and what is the My Domain of the org?',
    where: 'Setup > Company Settings > My Domain.',
  },
  {
    fact: 'app.kind',
    ask: 'Is the app a connected app or an External Client App, and in which org was it created?',
    where: 'Setup > Apps > App Manager, column App Type.',
  },
  {
    fact: 'app.permittedUsers',
    ask: 'What does Permitted Users say on the app?',
    where:
      'Connected app: Setup > Apps > Connected Apps > Manage Connected Apps > the app. External Client App: Setup > Apps > External Client Apps > External Client App Manager > the app > Policies.',
  },
  {
    fact: 'user.assigned',
    ask: 'Which profile or permission set is selected on the app, and does the user have it?',
    where: 'On the same page; and Setup > Users > Users > the user > Permission Set Assignments.',
  },
  {
    fact: 'login.history',
    ask: 'What does the Login History say of that minute?',
    where: 'Setup > Identity > Login History; the row of the user, all columns.',
  },
  {
    fact: 'history.intermittent',
    ask: 'Does it fail always or only sometimes, since when, and what was changed before?',
    where: 'Try the same login a few minutes apart; Setup > Security > View Setup Audit Trail.',
  },
];

const CLOSING = [
  'Please send no private key, no assertion, no token and no password.',
  'Quicker than answering: run this where the login fails, and send the file. It removes secrets and replaces names by tokens:',
  '  npx sf-jwt-doctor collect <the log> --output bundle.zip',
];

function questionsOf({ diagnosis }: Report): Asked[] {
  return diagnosis.questions.map(({ fact, why, how, command }) => defined({ fact, ask: why, where: how, command }));
}

/** The questions for a customer, the most telling first. Without a report, the questions for everybody. */
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
        ? 'What you sent leaves nothing to ask.'
        : `What you sent ${cause.confidence === 'confirmed' ? 'shows the cause' : 'points to this cause'}: ${cause.summary}`;
    return { subject, opening: report.outOfScope?.summary ?? told, questions, closing: [] };
  }
  const opening =
    cause === null
      ? 'What you sent leaves several causes open. To tell which one it is, please answer, the most telling first:'
      : `What you sent points to this: ${cause.summary} To be sure, please answer:`;
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
