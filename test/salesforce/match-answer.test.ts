import { causesOfAnswer } from '../../src/causes/explanations.js';
import { describe, expect, it } from '@jest/globals';
import { matchAnswer } from '../../src/answers/match-answer.js';
import { ANSWERS, type AnswerId, answerOf } from '../../src/answers/index.js';

const ids = Object.keys(ANSWERS) as AnswerId[];

describe('known answers', () => {
  it.each(ids)('%s is known by its own words', (id) => {
    const { error, description } = ANSWERS[id];
    expect(matchAnswer(error, description)).toBe(id);
  });

  it.each([
    ['invalid_grant', "User hasn't approved this consumer.", 'notApproved'],
    ['invalid_grant', 'user hasn’t approved this consumer', 'notApproved'],
    ['invalid_grant', 'user hasn&#39;t approved this consumer', 'notApproved'],
    ['invalid_grant', 'user+hasn%27t+approved+this+consumer', 'notApproved'],
    ['invalid_grant', 'user  hasnâ€™t approved  this consumer', 'notApproved'],
    ['invalid_app_acess', 'user is not admin approved to access this app', 'notAdminApproved'],
    ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app', 'accessDeniedByAdmin'],
    [undefined, 'Audience is invalid', 'audienceInvalid'],
    ['invalid_grant', 'Audience validation failed', 'audienceInvalid'],
    ['invalid_request', 'refresh_token scope is required...', 'refreshScopeRequired'],
    ['app_not_found', undefined, 'clientAppNotInstalled'],
    ['invalid_client_id', '', 'clientIdInvalid'],
    ['invalid_grant', undefined, undefined],
    ['invalid_client', undefined, undefined],
    ['invalid_grant', 'something nobody has seen', undefined],
    ['invalid_grant', 'AADSTS65001: The user or administrator has not consented', undefined],
  ])('%s / %s', (error, description, id) => {
    expect(matchAnswer(error, description)).toBe(id);
  });
});

it('the explanations of an answer name each cause once', () => {
  for (const id of ids) {
    const causes = causesOfAnswer(id).map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(causes.length);
  }
});

it('no answer proves the gate that gave it', () => {
  for (const id of ids) {
    const { gates, proves } = answerOf(id);
    expect(gates.filter((gate) => proves.includes(gate))).toEqual([]);
  }
});
