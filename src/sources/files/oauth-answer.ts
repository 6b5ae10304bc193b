import { isMasked } from '../../facts/masks.js';
import type { SourceFact } from '../../facts/store.js';
import type { Shape } from './shape.js';

interface Body {
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly access_token?: unknown;
  readonly scope?: unknown;
  readonly instance_url?: unknown;
}

function isBody(value: unknown): value is Body {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('error_description' in value || 'access_token' in value || typeof (value as Body).error === 'string')
  );
}

/** The facts of a token endpoint's JSON body without its host and status. */
function factsOfBody(body: Body, source: string): SourceFact[] {
  const { error, error_description: description, access_token: token, scope } = body;
  // An empty token opens nothing: it was taken out, or never there.
  if (typeof token === 'string' && token.trim() === '')
    return [{ name: 'token.answers', value: [{ url: '', status: 200, token: false, bodyKind: 'json' }], source }];
  if (typeof token === 'string') {
    const facts: SourceFact[] = [{ name: 'token.answers', value: [{ url: '', status: 200, token: true }], source }];
    if (typeof scope === 'string')
      facts.push({ name: 'token.scope', value: scope.split(/\s+/).filter(Boolean), source });
    if (!isMasked(token) && !token.startsWith('['))
      facts.push({ name: 'token.format', value: token.split('.').length === 3 ? 'jwt' : 'opaque', source });
    return facts;
  }
  const answer = {
    url: '',
    ...(typeof error === 'string' && { error }),
    ...(typeof description === 'string' && { description }),
  };
  return [{ name: 'token.answers', value: [answer], source }];
}

/** A bare JSON answer of the token endpoint. */
export const oauthAnswer: Shape = {
  id: 'oauth-answer',
  title: "the token endpoint's JSON answer",
  recognises: ({ json }) => isBody(json),
  read: ({ json, name }) => ({ facts: factsOfBody(json as Body, name) }),
};
