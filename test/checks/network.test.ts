import { describe } from '@jest/globals';
import { answer, checkTable, unknown, type Facts } from '../support/check-table.js';

const UNASKED = ['open endpoint-unreachable: token.answers', 'open platform-fault: token.answers'];
const ANSWERED = ['clear endpoint-unreachable network/answered', 'clear platform-fault network/answered'];
const UNREADABLE = ['open endpoint-unreachable: host.discovery', 'open platform-fault: history.intermittent'];

const { url } = answer('a token');
const unknownWords = answer('server_says: no');
const fault = { url, status: 500, bodyKind: 'html' as const };

function said(...answers: ReturnType<typeof answer>[]): Facts {
  return { 'token.answers': answers };
}

describe('the token endpoint', () => {
  checkTable({ check: 'network' }, [
    ['has answered where its words are known', said(answer('invalid_grant: audience is invalid')), ANSWERED],
    [
      'does not answer any more where the connection fails after a token',
      {
        'token.answers': [{ ...answer('a token'), order: 1 }],
        'client.error': { kind: 'refused', text: 'connect ECONNREFUSED 203.0.113.7:443', order: 2 },
      },
      'fail endpoint-unreachable client-error/connection proven',
    ],
    [
      'has answered where the connection failed before that',
      {
        'token.answers': [{ ...answer('a token'), order: 2 }],
        'client.error': { kind: 'refused', text: 'connect ECONNREFUSED 203.0.113.7:443', order: 1 },
      },
      ANSWERED,
    ],
    ['has answered with a token', said(answer('a token')), ANSWERED],
    ['stays open without an answer', {}, UNASKED],
    ['stays open where the answers are not known', { 'token.answers': unknown('failed') }, UNASKED],
    ['has not told anything in words that nobody knows', said(unknownWords), UNREADABLE],
    ['has not told anything with a page', said({ url, status: 200, bodyKind: 'html' }), UNREADABLE],
    ['has not told anything by sending elsewhere', said({ url, status: 302 }), UNREADABLE],
    [
      'is at fault, perhaps, where it answers 500',
      said({ url, status: 500 }),
      'fail platform-fault network/server-error suspected',
    ],
    ['is not at fault below 500', said({ url, status: 499 }), UNREADABLE],
    [
      'is at fault where one question gets a token, a fault and a token',
      said(answer('a token'), fault, answer('a token')),
      'fail platform-fault network/same-request-answered-differently proven',
    ],
    [
      'is suspected where one question gets unknown words in between',
      said(answer('a token'), unknownWords, answer('a token')),
      'fail platform-fault network/same-request-answered-differently suspected',
    ],
    [
      'is not suspected where the words in between are known',
      said(answer('a token'), answer('invalid_grant: inactive user'), answer('a token')),
      ANSWERED,
    ],
    ['is not suspected where a token follows a refusal once', said(unknownWords, answer('a token')), ANSWERED],
  ]);
});

describe('a connection that fails', () => {
  const kinds = ['dns', 'refused', 'reset', 'tls', 'timeout', 'proxy', 'network'] as const;
  checkTable({ check: 'network' }, [
    ...kinds.map(
      (problem) => [problem, said({ url, problem }), `fail endpoint-unreachable network/${problem} proven`] as const,
    ),
    [
      'in the words of a client',
      { 'client.error': { kind: 'client', text: 'connect ECONNREFUSED' } },
      'fail endpoint-unreachable client-error/connection proven',
    ],
    [
      'in the words of another program',
      { 'client.error': { kind: 'unrelated', text: 'connect ECONNREFUSED' } },
      UNASKED,
    ],
    [
      'is over when an answer came',
      { ...said(answer('a token')), 'client.error': { kind: 'client', text: 'getaddrinfo' } },
      ANSWERED,
    ],
  ]);
});
