import type { ApprovalEvent, ApproveOptions } from '../sources/approval/approve.js';
import { describeStrange, SECRET_VARIABLE } from '../report/words/approval.js';
import { plainText } from '../redaction/scrub.js';
import { tell } from './output.js';

/** Shows what happens during an approval, on standard error. */
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

/** Asks for the address that the browser ended on. It holds a code, and is not shown. */
export const askAddress: NonNullable<ApproveOptions['askAddress']> = async (problem, signal) => {
  const { default: inquirer } = await import('inquirer');
  const ask = inquirer.createPromptModule({ output: process.stderr, signal });
  const { address } = await ask<{ address: string }>([
    {
      type: 'password',
      name: 'address',
      message: 'If the browser is on another machine, paste the address that it ended on',
      validate: (text: string) => {
        const why = problem(text);
        return why === undefined ? true : `${describeStrange(why)}.`;
      },
    },
  ]);
  return address;
};

/** Asks for the consumer secret, hidden. */
export async function askSecret(): Promise<string> {
  tell(
    `The app demands its consumer secret (the switch "Require Secret for Web Server Flow" is on). It is used for this exchange alone; ${SECRET_VARIABLE} holds it for another run.`,
  );
  const { default: inquirer } = await import('inquirer');
  const ask = inquirer.createPromptModule({ output: process.stderr });
  const { secret } = await ask<{ secret: string }>([
    { type: 'password', name: 'secret', message: 'Consumer secret (Enter for none)', mask: true },
  ]);
  return secret;
}
