import type { ShapeId } from '../../../src/answers/no-oauth.js';
import type { CauseId } from '../../../src/causes/index.js';

/** The hand-written knowledge about an answer without an OAuth error. */
interface ShapeNote {
  /** What arrives, in a few words. */
  readonly title: string;
  readonly text?: string;
  readonly causes?: Partial<Record<CauseId, string>>;
}

/** The compiler names a shape that has no note. */
export const SHAPE_NOTES: Readonly<Record<ShapeId, ShapeNote>> = {
  'server-fault': {
    title: 'status 5xx',
    causes: { 'endpoint-unreachable': 'a gateway in between' },
  },
  'html-page': {
    title: 'HTML instead of JSON',
    causes: {
      'wrong-login-host': 'a host of pages',
      'org-inactive':
        '_Data Not Available. The data you were trying to access could not be found_: org down, moved or deleted, or the wrong host',
      'endpoint-unreachable': 'the page of a proxy',
    },
  },
  'empty-answer': { title: 'an empty body' },
  'cut-answer': { title: 'a body that was cut off' },
  redirect: { title: 'a redirect' },
  'no-such-host': { title: 'the host does not resolve', causes: { 'wrong-login-host': 'a mistyped host' } },
  'no-connection': { title: 'no connection' },
  intermittent: { title: 'the same request sometimes gets a token and sometimes fails' },
  unknown: {
    title: 'only a status, for example `400 Bad Request`',
    text: 'This proves nothing: get the body with `curl -i` or from the client log.',
  },
};
