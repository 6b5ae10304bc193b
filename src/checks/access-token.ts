import { knownClientError } from '../answers/client-errors.js';
import { matchAnswer } from '../answers/match-answer.js';
import { clear, defineCheck, fail, open, warn } from './check.js';

/** The token is one that every API takes: an opaque session id, not a JWT. */
export const accessToken = defineCheck({
  id: 'access-token',
  title: 'The access token is of the usual format',
  failureTitle: 'The access token is a JWT, which not every API takes',
  gates: ['use'],
  rejects: ['jwtTokenFormat', 'sessionExpired', 'subjectTokenInvalid'],
  needs: ['token.format', 'app.issuesJwtAccessTokens', 'client.error', 'api.answers'],
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
