import { hostFacts } from '../salesforce/hosts.js';
import { tryJob, type Attempted, type Workshop } from './attempt.js';
import type { Job } from './job.js';
import { Queue } from './queue.js';
import type { Result } from './result.js';

/** Where a run writes down what it does, before and after each attempt. */
export interface Journal {
  start(id: string): void;
  result(result: Result): void;
}

/** How a run goes. */
export interface RunOptions extends Workshop {
  /** Attempts in flight at the same time. */
  readonly concurrency: number;
  readonly journal: Journal;
  /** Takes no further login once it is aborted; those in flight end. */
  readonly stop: AbortSignal;
  /** Waits; injected in tests. */
  readonly sleep?: (ms: number, stop: AbortSignal) => Promise<void>;
  /** From 0 to 1; injected in tests. */
  readonly random?: () => number;
  readonly onResult?: (result: Result) => void;
  readonly onPause?: (host: string, ms: number) => void;
  /** Replaces the attempt itself, in tests. */
  readonly attempt?: typeof tryJob;
}

/** A host that stays busy is asked so many times more. */
const MOST_BUSY = 3;
const RETRY_UNANSWERED = 1;
/** The first attempts are spread over this time, so that shards which start together don't arrive together. */
const SPREAD_MS = 250;
const IDLE_MS = 1000;
const LONG_MS = 60_000;

interface Waiting {
  readonly job: Job;
  readonly tries: number;
}

function isGeneric(host: string): boolean {
  const kind = hostFacts(host)?.kind;
  return kind === 'login' || kind === 'test';
}

/** Resolves after a time, or at once when the run is to stop. */
function sleepUntilStop(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stop.addEventListener('abort', end);
  });
}

/**
 * Tries every job once, gently: a few at a host at the same time, a busy host later, a refused login never again. A host
 * without an answer is asked once more. Every result goes to the journal before the next login is taken. Throws what the
 * journal throws, after the attempts in flight.
 */
export async function runFleet(jobs: Iterable<Job>, options: RunOptions): Promise<void> {
  const { journal, stop, clock, sleep = sleepUntilStop, random = Math.random, attempt = tryJob } = options;
  const queue = new Queue<Waiting>(isGeneric);
  for (const job of jobs) queue.add(job.login.origin, { job, tries: 0 });
  let inFlight = 0;
  let wake: () => void = () => undefined;
  let failure: unknown;

  const settle = (waiting: Waiting, host: string, { result, busy, unanswered }: Attempted): void => {
    const { job, tries } = waiting;
    if (busy === undefined) queue.done(host);
    else {
      const pauseMs = queue.busy(host, clock(), random(), busy.retryAfterMs);
      options.onPause?.(host, pauseMs);
    }
    const again = busy !== undefined ? tries < MOST_BUSY : unanswered === true && tries < RETRY_UNANSWERED;
    if (again && !stop.aborted) {
      queue.add(host, { job, tries: tries + 1 });
      return;
    }
    // A run that was stopped leaves a busy host for the next one.
    if (again) return;
    const final = tries === 0 ? result : { ...result, retries: tries };
    journal.result(final);
    options.onResult?.(final);
  };

  const work = async (waiting: Waiting, host: string): Promise<void> => {
    inFlight += 1;
    try {
      journal.start(waiting.job.id);
      const isLast = waiting.tries >= MOST_BUSY;
      settle(waiting, host, await attempt(waiting.job, options, isLast || waiting.tries >= RETRY_UNANSWERED));
    } finally {
      inFlight -= 1;
      wake();
    }
  };

  /** Waits for the end of an attempt, which may free its host, or for a host that is left alone. */
  const woken = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  stop.addEventListener('abort', () => wake());

  const running = new Set<Promise<void>>();
  await sleep(random() * SPREAD_MS, stop);
  while (!stop.aborted && failure === undefined && (queue.size > 0 || inFlight > 0)) {
    const next = inFlight < options.concurrency ? queue.take(clock()) : undefined;
    if (next !== undefined && 'item' in next) {
      // A journal that can't be written ends the run: what isn't written down would be tried again.
      const one: Promise<void> = work(next.item, next.host)
        .catch((error: unknown) => void (failure ??= error))
        .finally(() => running.delete(one));
      running.add(one);
      continue;
    }
    const most = next === undefined ? IDLE_MS : next.waitMs;
    if (inFlight > 0) await woken(inFlight >= options.concurrency ? LONG_MS : most);
    else await sleep(most, stop);
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure as Error;
}
