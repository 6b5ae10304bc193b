import type { Result } from '../../fleet/result.js';
import { plainText } from '../../redaction/scrub.js';
import { note, wantsQuiet } from '../terminal/output.js';
import { readTerminal } from '../terminal/terminal.js';

/** Shows how far a fleet is. */
export interface FleetProgress {
  result(result: Result): void;
  pause(host: string, ms: number): void;
  stop(): void;
}

const BAR = 20;
const MOST_NAMED = 30;
const REPORTS = 10;

/** The time left, in the largest unit that says enough. */
export function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 90) return `${Math.ceil(seconds)} s left`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min left` : `${(seconds / 3600).toFixed(1)} h left`;
}

/** One line of progress: a bar, counts, rate and time left. */
export function progressLine(done: number, failing: number, total: number, elapsedMs: number): string {
  const filled = total === 0 ? BAR : Math.floor((done / total) * BAR);
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0;
  const bar = `${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}`;
  const left = rate > 0 && done < total ? `, ${timeLeft((total - done) / rate)}` : '';
  return `[${bar}] ${done}/${total}, ${rate.toFixed(1)}/s${left}, ${failing} failing`;
}

function failureLine({ id, cause, sentence, answer }: Result): string {
  return plainText(`${id}: ${[cause, sentence ?? answer].filter((text) => text !== undefined).join('. ')}`);
}

/** A bar on a terminal. Elsewhere a line for each failure, up to a limit, and for each tenth of the way. */
export async function startFleetProgress(total: number): Promise<FleetProgress> {
  const started = Date.now();
  let [done, failing] = [0, 0];
  const line = () => progressLine(done, failing, total, Date.now() - started);
  const isAnimated = readTerminal({}).canAnimate() && !wantsQuiet() && total > 0;
  const spinner = isAnimated
    ? (await import('ora')).default({ discardStdin: false, stream: process.stderr, text: line() }).start()
    : undefined;
  const say = (text: string) => {
    spinner?.stop();
    note(text);
    spinner?.start();
  };
  return {
    result(result) {
      done += 1;
      if (result.status !== 'works') {
        failing += 1;
        if (failing <= MOST_NAMED) say(failureLine(result));
        if (failing === MOST_NAMED) say('further failures are in the results');
      }
      if (spinner !== undefined) spinner.text = line();
      else if (Math.floor((done * REPORTS) / total) > Math.floor(((done - 1) * REPORTS) / total)) note(line());
    },
    pause: (host, ms) => say(`${host} is busy; it is left alone for ${Math.ceil(ms / 1000)} s`),
    stop: () => spinner?.stop(),
  };
}
