import type { ApprovalEvent, ApproveOptions } from '../../remedies/approval/options.js';
import { describeStrange, SECRET_VARIABLE } from '../../report/words/approval.js';
import { plainText } from '../../redaction/scrub.js';
import { typeHidden } from '../terminal/ask.js';
import { tell } from '../terminal/output.js';

/** Shows the progress of an approval on standard error. */
export function showApproval({ username, waitSeconds }: { username?: string | undefined; waitSeconds: number }) {
  const who = username === undefined ? '' : ` as ${username}`;
  return (event: ApprovalEvent): void => {
    switch (event.type) {
      case 'step':
        return tell(`${event.text} …`);
      case 'strange':
        return tell(`sf-jwt-doctor: ${describeStrange(event.why)}; the wait goes on.`);
      case 'visit': {
        const { url, opened, wished } = event;
        if (opened) tell(`Your browser shows the page: log in${who} and click Allow.`);
        else {
          const failed = wished ? 'The browser could not be opened. ' : '';
          tell(`${failed}Open this address in a browser, log in${who} and click Allow:`);
          // Not through tell(): its search for secrets must not change the address.
          process.stderr.write(`\n${plainText(url)}\n\n`);
        }
        return tell(
          `Waiting for up to ${waitSeconds} seconds; Ctrl-C ends it.${opened ? ' No page? Use --no-browser.' : ''}`,
        );
      }
    }
  };
}

/** Asks for the address that the browser ended on. The address holds a code, so it is not shown. */
export const askAddress: NonNullable<ApproveOptions['askAddress']> = (problem, signal) =>
  typeHidden(
    'If the browser is on another machine, paste the address that it ended on',
    {
      validate: (text) => {
        const why = problem(text);
        return why === undefined ? true : `${describeStrange(why)}.`;
      },
    },
    signal,
  );

/** Asks for the consumer secret. */
export function askSecret(): Promise<string> {
  tell(
    `The app demands its consumer secret (the switch "Require Secret for Web Server Flow" is on). It is used for this exchange alone; ${SECRET_VARIABLE} holds it for another run.`,
  );
  return typeHidden('Consumer secret (Enter for none)', { mask: true });
}
