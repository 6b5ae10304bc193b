import { z } from 'zod';

/** A step of a remedy, as a person reads it. */
const step = z.object({ text: z.string(), where: z.string().optional(), command: z.string().optional() });

/** Something that will break a login, and when. */
const warning = z.object({
  kind: z.enum(['certificate-ends', 'approval-ends', 'assignment-ends', 'app-uninstalled', 'slower', 'retried']),
  text: z.string(),
  /** ISO date and time, where it is known. */
  at: z.string().optional(),
});

/** The result of one login, as a line of a shard file. */
export const resultSchema = z.object({
  id: z.string().min(1),
  /** ISO date and time at which it was tried. */
  at: z.string(),
  /** Milliseconds of the attempt. */
  ms: z.number(),
  status: z.enum(['works', 'broken', 'open']),
  host: z.string(),
  retries: z.number().optional(),
  cause: z.string().optional(),
  confidence: z.string().optional(),
  /** The cause, or the state of knowledge, in one sentence. */
  sentence: z.string().optional(),
  /** The answer of the server, or the problem on the way, as it was given. */
  answer: z.string().optional(),
  why: z.array(z.string()).optional(),
  steps: z.array(step).optional(),
  candidates: z.array(z.string()).optional(),
  warnings: z.array(warning).optional(),
  /** ISO dates of what keeps the login alive, as far as the attempt read them. */
  dates: z.object({ certificateEnd: z.string().optional(), approvedAt: z.string().optional() }).optional(),
  /** The token could not be given back. */
  notRevoked: z.literal(true).optional(),
});

/** The result of one login. */
export type Result = z.infer<typeof resultSchema>;

/** Something that will break a login. */
export type Warning = z.infer<typeof warning>;

/** The first line of a shard file. */
export const headerSchema = z.object({
  fleet: z.literal(1),
  shard: z.string(),
  /** SHA-256 of the logins of the inventory: another inventory is told. */
  inventory: z.string(),
  depth: z.enum(['login', 'org']),
  started: z.string(),
});

/** The first line of a shard file. */
export type Header = z.infer<typeof headerSchema>;

/** A login that is being tried: without a result behind it, the run ended in between. */
export const startSchema = z.object({ start: z.string().min(1), at: z.string() });
