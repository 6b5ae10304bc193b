import { z } from 'zod';

/** A fault on the way, which replaces or spoils the org's answer. */
export const faultSchema = z.strictObject({
  /** A real origin, such as https://login.salesforce.com. Absent: every host. */
  origin: z.string().optional(),
  /** The path it affects; a `*` at the end matches any rest. */
  path: z.string().default('/services/oauth2/token'),
  /** Only the request with this number among the matching ones, counted from 1. */
  nth: z.number().int().optional(),
  /** Which matching requests it hits. */
  when: z.enum(['always', 'odd', 'even', 'first']).default('always'),
  kind: z.enum(['hang', 'reset', 'redirect', 'empty', 'html', 'truncated', 'huge', 'no-description', 'raw']),
  status: z.number().int().optional(),
  location: z.string().optional(),
  contentType: z.string().optional(),
  body: z.string().optional(),
  /** The size of a huge answer, in bytes. */
  bytes: z
    .number()
    .int()
    .default(100 * 1024 * 1024),
});

export type Fault = z.output<typeof faultSchema>;
/** A fault as a world file writes it, with optional fields. */
export type FaultInput = z.input<typeof faultSchema>;

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

/** Chooses the fault that hits a request, counting the requests that each fault matched. */
export class Faults {
  readonly #faults: readonly { fault: Fault; seen: number }[];

  constructor(faults: readonly FaultInput[]) {
    this.#faults = faults.map((fault) => ({ fault: faultSchema.parse(fault), seen: 0 }));
  }

  hit(origin: string, path: string): Fault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if ((fault.origin !== undefined && fault.origin !== origin) || !matches(fault.path, path)) continue;
      entry.seen += 1;
      if (fault.nth !== undefined && entry.seen !== fault.nth) continue;
      const odd = entry.seen % 2 === 1;
      if (fault.when === 'always') return fault;
      if (fault.when === 'first' ? entry.seen === 1 : fault.when === (odd ? 'odd' : 'even')) return fault;
    }
    return undefined;
  }
}
