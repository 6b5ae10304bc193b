import { answerOf } from '../answers/index.js';
import { isIntermittent, isToken, meantAnswer, readAnswer } from '../facts/answers.js';
import { isAfter } from '../story/happenings.js';
import { knownClientError } from '../answers/client-errors.js';
import { clear, defineCheck, fail, open, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'network/answered': 'The token endpoint was reached and answered.',
  'network/dns': 'The host name does not resolve. It is mistyped, or DNS does not work here.',
  'network/refused': 'The host refused the connection.',
  'network/reset': 'The connection was closed before an answer arrived.',
  'network/tls':
    'The TLS connection failed: this machine does not trust the certificate of the host or of a proxy in between.',
  'network/timeout': 'No answer arrived within the time limit.',
  'network/proxy': 'The proxy refused the connection.',
  'network/network': 'The connection failed.',
  'network/server-error': 'The server answered with a server error (HTTP 5xx).',
  'network/same-request-answered-differently': 'The same request sometimes gets a token and sometimes fails.',
} satisfies Sentences;

/** The request reaches a Salesforce endpoint, and the answer comes back complete. */
export const network = defineCheck({
  id: 'network',
  title: 'The token endpoint answers',
  failureTitle: 'The token endpoint does not give a usable answer',
  gates: ['transport'],
  causes: ['endpoint-unreachable', 'platform-fault'],
  rejects: ['notApproved', 'retryRequest'],
  needs: ['token.answers', 'client.error', 'history.intermittent', 'host.discovery'],
  sentences,
  examine({ facts }) {
    const answers = facts.get('token.answers') ?? [];
    const meant = meantAnswer(answers);
    const cited = facts.cite('token.answers');
    const error = facts.get('client.error');
    const known = knownClientError(error);
    // An answer proves nothing about a connection that failed after it.
    const isLast = meant === undefined || (error !== undefined && isAfter(error, meant));
    if (known?.concerns === 'network' && isLast) {
      // A name that does not resolve may be mistyped, except for the generic login hosts.
      const isName = known.id === 'dns' && !/\b(?:login|test)\.salesforce\.com\b/.test(error?.text ?? '');
      const certainty = isName ? 'hint' : 'proven';
      return [fail('endpoint-unreachable', `client-error/${known.id}`, facts.cite('client.error'), certainty)];
    }
    if (meant === undefined)
      return [open('endpoint-unreachable', 'token.answers'), open('platform-fault', 'token.answers')];
    const { answer, shape } = readAnswer(meant);
    if (meant.problem !== undefined) return [fail('endpoint-unreachable', `network/${meant.problem}`, cited)];
    if (isIntermittent(answers) && !answers.some((answer) => readAnswer(answer).answer !== undefined)) {
      const serverFault = answers.some((answer) => !isToken(answer) && (answer.status ?? 0) >= 500);
      return [
        fail(
          'platform-fault',
          'network/same-request-answered-differently',
          cited,
          serverFault ? 'proven' : 'suspected',
        ),
      ];
    }
    if (shape === 'server-fault') return [fail('platform-fault', 'network/server-error', cited, 'suspected')];
    if (shape !== undefined)
      return [open('endpoint-unreachable', 'host.discovery'), open('platform-fault', 'history.intermittent')];
    return [
      clear('endpoint-unreachable', 'network/answered', cited),
      // This answer comes from the platform, so it proves only that the host was reached.
      ...(answer !== undefined && answerOf(answer).gates.includes('transport')
        ? [open('platform-fault', 'history.intermittent')]
        : [clear('platform-fault', 'network/answered', cited)]),
    ];
  },
});
