import { isRepairable } from '../../causes/index.js';
import type { Report } from '../../report/schema.js';
import type { Choice } from '../terminal/ask.js';

/** The actions offered after a verdict. */
export type Next =
  'fix' | 'approve' | 'questions' | 'again' | 'change' | 'login' | 'whole' | 'report' | 'bundle' | 'answers' | 'done';

/** The state of a conversation. */
interface Standing {
  /** The run knows user, app and key, so that it can try the login. */
  readonly canLogIn: boolean;
  readonly hasAnswers: boolean;
}

/** The choices that fit a report, the most useful one first. */
export function menuOf({ diagnosis, verdict }: Report, { canLogIn, hasAnswers }: Standing): Choice<Next>[] {
  const { cause } = diagnosis;
  const isOpen = verdict === 'inconclusive' && diagnosis.questions.length > 0;
  const canFix = canLogIn && cause !== null && isRepairable(cause.id);
  const canApprove = canLogIn && cause?.id.startsWith('approval-') === true;
  const choices: (Choice<Next> | false)[] = [
    canFix && { name: "Fix it, with an administrator's session (shows the plan first)", value: 'fix' },
    canApprove && { name: 'Approve the app in the browser', value: 'approve' },
    isOpen && { name: 'Answer more questions', value: 'questions' },
    canLogIn && verdict !== 'healthy' && { name: 'Try the login again', value: 'again' },
    canLogIn && verdict !== 'healthy' && { name: 'Change a value, and try again', value: 'change' },
    !canLogIn && verdict !== 'healthy' && { name: 'Try the login from here', value: 'login' },
    { name: 'Show the whole report', value: 'whole' },
    { name: 'Write the report to a file', value: 'report' },
    { name: 'Collect a redacted bundle for support', value: 'bundle' },
    hasAnswers && { name: 'Save my answers as an evidence file', value: 'answers' },
    { name: 'Done', value: 'done' },
  ];
  return choices.filter((one) => one !== false);
}
