import type { Place } from '../faults/index.js';
import type { Role } from '../world/play.js';

/** Draws one of several ways to say the same thing. */
export type Pick = <T>(...items: readonly [T, ...T[]]) => T;

/** The request as a capture of the wire shows it. */
export interface ShownRequest {
  readonly method: string;
  readonly contentType: string | null;
  readonly fields: readonly (readonly [string, string])[];
  /** Header and claims of the assertion; absent where it cannot be decoded. */
  readonly assertion?: Readonly<Record<string, unknown>>;
  readonly asJson: boolean;
}

/** One entry of a client that tries several pairs of host and audience. */
export interface ShownPair {
  readonly login: string;
  readonly audience: string;
  readonly description: string;
}

/** One run of a client, as far as its output shows it. What is hidden is absent: an observer knows no more than this. */
export interface Shown {
  readonly role: Role;
  readonly works: boolean;
  readonly host?: string;
  readonly audience?: unknown;
  readonly user?: string;
  readonly key?: string;
  readonly status?: number;
  readonly error?: string;
  readonly description?: string;
  /** An HTML page came in place of JSON. */
  readonly page?: true;
  /** A token came; absent where the output does not tell. */
  readonly token?: true;
  /** The first call with the token was refused. */
  readonly api?: { readonly code: string; readonly message: string };
  readonly request?: ShownRequest;
  /** Method and content type of the request, where the body is not shown. */
  readonly head?: { readonly method: string; readonly contentType: string | null };
  readonly list?: readonly ShownPair[];
}

/** What the output of a client shows of a run. */
type Aspect = Exclude<keyof Shown, 'role' | 'works' | 'page' | 'token' | 'api'>;

/** A run with its time, in milliseconds since 1970. */
export interface TimedRun {
  readonly run: Shown;
  readonly at: number;
}

/** A client, and how it prints a run. One file each; `index.ts` is the list. */
export interface Client {
  readonly id: string;
  /** The faults that its user can make with it. */
  readonly makes: readonly Place[];
  /** What it does with the token. */
  readonly calls: 'rest' | 'soap' | 'nothing';
  /** What its output shows of a refused login. */
  readonly shows: readonly Aspect[];
  /** What it shows where a token came. */
  readonly showsOfSuccess: readonly Aspect[];
  /** It can print a page that came in place of JSON. */
  readonly printsPages?: true;
  /** It tries several pairs of host and audience, and prints a list of refusals. */
  readonly tries?: 'pairs';
  /** `isLast`: nothing happened after this run. */
  readonly print: (run: Shown, pick: Pick, isLast: boolean) => readonly string[];
  /** All runs become one document with a name of its own, which no log can hold. */
  readonly document?: (runs: readonly TimedRun[]) => { readonly name: string; readonly text: string };
}

/** Faults that every client can meet: settings, the key and the org. */
export const COMMON: readonly Place[] = ['settings', 'key', 'org'];
/** A library that builds the assertion by the clock of its machine. */
export const LIBRARY: readonly Place[] = [...COMMON, 'clock'];
/** A program that builds everything by itself. */
export const OWN_CODE: readonly Place[] = [...LIBRARY, 'code'];

/** The method that a capture shows, and the content type; a GET has none. */
export function headOf({ head }: Shown): { method: string; contentType: string | undefined } {
  const { method = 'POST', contentType = 'application/x-www-form-urlencoded' } = head ?? {};
  return { method, contentType: method === 'GET' ? undefined : (contentType ?? undefined) };
}

/** The token endpoint of a host. */
export function tokenUrl(host: string | undefined): string {
  return `${(host ?? 'https://login.salesforce.com').replace(/\/$/, '')}/services/oauth2/token`;
}

/** The JSON body of a refusal. */
export function bodyOf({ error, description }: Shown): string {
  return JSON.stringify({ error, error_description: description });
}

/** The body of a refused API call. */
export function apiBody({ api }: Shown): string {
  return JSON.stringify([{ message: api?.message ?? '', errorCode: api?.code ?? '' }]);
}

/** The page that an org in maintenance, or a host that is none for tokens, answers. */
export const PAGE = [
  '<!DOCTYPE html>',
  '<html><head><title>Data Not Available</title></head>',
  '<body><h1>Data Not Available</h1>',
  '<p>The data you were trying to access could not be found. It may be due to another user deleting the data or a system error.</p>',
  '</body></html>',
];

/** Stands in a text for the time of the attempt, as headers write it. */
export const DATE_MARK = '\u00abdate\u00bb';
/** Stands in a text for the assertion of the attempt; the finished text holds a signed one. */
export const ASSERTION_MARK = '\u00abassertion\u00bb';
