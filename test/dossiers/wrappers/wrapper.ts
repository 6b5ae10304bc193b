import type { Pick } from '../clients/client.js';

/** The output of one run, with its time. */
export interface Block {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly lines: readonly string[];
  readonly failed: boolean;
}

/** How a log, a mail or a page holds the output of a client. One row or file each; `index.ts` is the list. */
export interface Wrapper {
  readonly id: string;
  /** Its lines carry times. */
  readonly timed: boolean;
  readonly wrap: (blocks: readonly Block[], pick: Pick) => string;
}

/** Every line of the blocks, 40 ms after the one before. */
export function timedLines(blocks: readonly Block[]): { at: number; text: string; failed: boolean }[] {
  return blocks.flatMap(({ at, lines, failed }) => lines.map((text, index) => ({ at: at + index * 40, text, failed })));
}

/** `2026-11-23T22:10:00.140Z` */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
