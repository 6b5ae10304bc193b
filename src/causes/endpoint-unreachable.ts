import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const endpointUnreachable = defineCause({
  id: 'endpoint-unreachable',
  side: 'local',
  gate: 'transport',
  goesWith: ['machine', 'host'],
  beginsByItself: true,
  shownBy: {
    shapes: {
      'server-fault': { basis: 'inferred', weight: 12 },
      'html-page': { basis: 'reported', weight: 14 },
      'empty-answer': { basis: 'inferred', weight: 15 },
      'cut-answer': { basis: 'reported', weight: 25 },
      'no-such-host': { basis: 'inferred', weight: 30 },
      'no-connection': { basis: 'reported', weight: 30, named: true },
    },
    clients: {
      'connection-other': { basis: 'reported', weight: 30, named: true },
      'proxy-page': { basis: 'reported', weight: 30, named: true },
      proxy: { basis: 'reported', weight: 30, named: true },
      'tls-other': { basis: 'reported', weight: 30, named: true },
      'tls-plain-port': { basis: 'reported', weight: 30, named: true },
      'tls-untrusted': { basis: 'reported', weight: 30, named: true },
      dns: { basis: 'reported', weight: 30, named: true },
      connection: { basis: 'reported', weight: 30, named: true },
    },
  },
  leadsTo: [],
  title: "The token endpoint can't be reached",
  summary: ({ host }) =>
    `${host} sent no usable answer: DNS, TLS, a proxy or a firewall blocks the connection. Salesforce has not checked any setting yet.`,
  remedy: ({ hostUrl }) =>
    oneWay(
      'Fix the network path from this machine to Salesforce.',
      say(
        "Check the spelling of the host, then call it directly. A My Domain that doesn't exist has no address.",
        `curl -sS -o /dev/null -w "%{http_code}\\n" ${hostUrl}/services/data/`,
      ),
      say('Behind a proxy, set HTTPS_PROXY (and NO_PROXY) for the process that logs in.'),
      say(
        'If a company proxy decrypts TLS, trust its certificate authority:',
        'export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem',
      ),
    ),
});
