import { knownClientError } from '../answers/client-errors.js';
import { matchAnswer } from '../answers/match-answer.js';
import { clear, defineCheck, fail, open, warn, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'access-token/jwt': 'The access token is a JWT. The REST API takes it; SOAP and metadata calls do not.',
  'access-token/jwt-refused': 'The access token is a JWT, and the API refused it.',
  'access-token/refused-by-client': 'The client itself refuses the JWT-format token.',
  'access-token/opaque': 'The access token is of the usual kind, which every API takes (opaque, no JWT).',
} satisfies Sentences;

/** The token is one that every API takes: an opaque session id, not a JWT. */
export const accessToken = defineCheck({
  id: 'access-token',
  title: 'The access token is of the usual format',
  failureTitle: 'The access token is a JWT, which not every API takes',
  gates: ['use'],
  causes: ['token-format-jwt'],
  rejects: ['jwtTokenFormat', 'sessionExpired', 'subjectTokenInvalid', 'illegalSession'],
  needs: ['token.format', 'app.issuesJwtAccessTokens', 'client.error', 'api.answers'],
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
    if (format === 'opaque' || issues === false) return [clear('token-format-jwt', 'access-token/opaque', cited)];
    return [open('token-format-jwt', 'app.issuesJwtAccessTokens')];
  },
});
