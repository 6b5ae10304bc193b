import { knownClientError } from '../answers/client-errors.js';
import { renewalOf } from '../answers/clients.js';
import { matchAnswer } from '../answers/match-answer.js';
import { isToken } from '../facts/answers.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { clear, defineCheck, fail, open, warn, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'access-token/jwt': 'The access token is a JWT. The REST API accepts it; SOAP and Metadata API calls refuse it.',
  'access-token/jwt-refused': 'The access token is a JWT, and the API refused it.',
  'access-token/refused-by-client': 'The client refuses an access token in JWT format.',
  'access-token/session-may-have-ended': (value) =>
    `If the API accepted this session before, the login is in order and its session has ended, as every session does. A JWT login gives no refresh token. ${renewalOf(value('client.name'))}`,
  'access-token/opaque': 'The access token is opaque (not a JWT). Every API accepts it.',
} satisfies Sentences;

/** How long a session lasts at least: the shortest timeout that an org can be set to (documented: Session Settings). */
const SHORTEST_SESSION_MS = 15 * 60_000;

/** True where the API refused a token right after it was issued: such a session has not ended by itself. */
function isFresh(tokens: readonly TokenAnswer[], refusedAt: string | undefined): boolean {
  const issuedAt = tokens.findLast((answer) => isToken(answer))?.at;
  if (issuedAt === undefined || refusedAt === undefined) return false;
  return Math.abs(Date.parse(refusedAt) - Date.parse(issuedAt)) < SHORTEST_SESSION_MS;
}

/** Every API accepts the token: it is an opaque session id, not a JWT. */
export const accessToken = defineCheck({
  id: 'access-token',
  title: 'The access token is opaque (not a JWT)',
  failureTitle: 'The access token is a JWT, and some APIs refuse it',
  gates: ['use'],
  causes: ['token-format-jwt'],
  rejects: ['jwtTokenFormat', 'sessionExpired', 'subjectTokenInvalid', 'illegalSession'],
  needs: ['token.format', 'app.issuesJwtAccessTokens', 'client.error', 'client.name', 'api.answers', 'token.answers'],
  sentences,
  examine({ facts }) {
    const format = facts.get('token.format');
    const issues = facts.get('app.issuesJwtAccessTokens');
    const cited = facts.cite('token.format', 'app.issuesJwtAccessTokens');
    if (knownClientError(facts.get('client.error'))?.concerns === 'api') {
      return [
        fail(
          'token-format-jwt',
          'access-token/refused-by-client',
          facts.cite('client.error', 'app.issuesJwtAccessTokens'),
        ),
      ];
    }
    const answers = (facts.get('api.answers') ?? []).map(({ errorCode, message }) => matchAnswer(errorCode, message));
    if (format === 'jwt' || issues === true) {
      const refused = answers.some(
        (id) => id === 'jwtTokenFormat' || id === 'sessionExpired' || id === 'subjectTokenInvalid',
      );
      if (refused)
        return [fail('token-format-jwt', 'access-token/jwt-refused', [...cited, ...facts.cite('api.answers')])];
      return [warn('access-token/jwt', cited), open('token-format-jwt', 'api.answers')];
    }
    const last = facts.get('api.answers')?.at(-1);
    const hasEnded = answers.at(-1) === 'sessionExpired' && !isFresh(facts.get('token.answers') ?? [], last?.at);
    const ended = hasEnded
      ? [warn('access-token/session-may-have-ended', facts.cite('api.answers', 'client.name'))]
      : [];
    if (format === 'opaque' || issues === false)
      return [clear('token-format-jwt', 'access-token/opaque', cited), ...ended];
    return [open('token-format-jwt', 'app.issuesJwtAccessTokens'), ...ended];
  },
});
