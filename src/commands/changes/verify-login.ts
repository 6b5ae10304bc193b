import type { Examination } from '../../doctor.js';
import { verify } from '../../remedies/verify.js';
import { tell } from '../terminal/output.js';
import { startProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

/** The last login after the changes. */
export interface LoginProof {
  readonly works: boolean;
  readonly examination: Examination;
}

/** How long to try, and when to give up. */
export interface VerifyingLogin {
  readonly terminal: Terminal;
  readonly waitSeconds: number;
  /** Causes that the changes don't cure: waiting longer doesn't help against them. */
  readonly stays: readonly string[];
}

/** Tries the login, with a visible countdown, until it works, time is over, or a cause stays that no change cures. */
export async function verifyLogin(
  attempt: () => Promise<Examination>,
  { terminal, waitSeconds, stays }: VerifyingLogin,
): Promise<LoginProof> {
  let last: Examination | undefined;
  const { works } = await verify({
    limitMs: waitSeconds * 1000,
    expected: stays,
    attempt: async () => {
      last = await attempt();
      const { verdict, cause } = last.diagnosis;
      return { works: verdict === 'healthy', ...(cause !== null && { cause: cause.id }) };
    },
    pause: (milliseconds, upcoming) => countdown(terminal, milliseconds, upcoming),
  });
  return { works, examination: last! };
}

async function countdown(
  terminal: Terminal,
  milliseconds: number,
  { number, of }: { number: number; of: number },
): Promise<void> {
  const textAt = (seconds: number) =>
    `No effect yet; attempt ${number} of ${of} in ${seconds} s (Ctrl-C stops, the changes stay)`;
  if (!terminal.canAnimate()) {
    tell(`${textAt(Math.ceil(milliseconds / 1000))}.`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return;
  }
  const progress = await startProgress(terminal);
  for (let left = milliseconds; left > 0; left -= 1000) {
    progress.show({ type: 'step', text: textAt(Math.ceil(left / 1000)) });
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, left)));
  }
  progress.stop();
}
