import { defineCause } from './cause.js';
import { say } from './steps.js';

export const endpointUnreachable = defineCause({
  id: 'endpoint-unreachable',
  side: 'local',
  gate: 'transport',
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
  title: 'The token endpoint could not be reached',
  summary: ({ host }) =>
    `No usable answer came from ${host}: name resolution, TLS, a proxy or a firewall stands between. No setting of the org was judged.`,
  remedy: ({ hostUrl }) => ({
    summary: 'Open the way from this machine to the host.',
    steps: [
      say(
        'Check the spelling of the host (a My Domain that does not exist has no address), then ask it directly:',
        `curl -sS -o /dev/null -w "%{http_code}\\n" ${hostUrl}/services/data/`,
      ),
      say('Behind a proxy, set HTTPS_PROXY (and NO_PROXY) for the process that logs in.'),
      say(
        'If a company proxy re-encrypts TLS, trust its certificate authority:',
        'export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem',
      ),
    ],
  }),
});
