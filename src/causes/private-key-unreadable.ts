import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const privateKeyUnreadable = defineCause({
  id: 'private-key-unreadable',
  side: 'local',
  gate: 'local',
  goesWith: ['machine'],
  shownBy: {
    clients: {
      'key-bad-passphrase': { basis: 'inferred', weight: 4 },
      'key-undecodable': { basis: 'inferred', weight: 12 },
      'key-not-asymmetric': { basis: 'inferred', weight: 12 },
      'key-other-language': { basis: 'inferred', weight: 12 },
      'key-file-missing': { basis: 'reported', weight: 30, named: true },
      'key-file-is-folder': { basis: 'reported', weight: 30, named: true },
      'key-file-denied': { basis: 'reported', weight: 30, named: true },
      'key-empty': { basis: 'reported', weight: 30, named: true },
    },
  },
  leadsTo: [],
  title: "The private key file can't be read",
  summary: ({ key }) =>
    `The client can't read ${key}: the file is missing, empty, masked or not accessible. Nothing was sent to Salesforce.`,
  remedy: ({ keyArgument }) =>
    oneWay(
      'Put the key file where the command looks for it.',
      say(
        'Compare the path of the key with the folder in which the command runs. A CI job often runs in another folder.',
        `ls -l ${keyArgument}`,
      ),
      say(
        'In CI, print the length of the secret, never the secret. 0 means that it is not set, as in builds of forks.',
        'printf %s "$SF_JWT_KEY" | wc -c',
      ),
      say(
        'The Salesforce CLI remembers the path of the key. Keep the file there, or log in again with the new path as --jwt-key-file.',
      ),
    ),
});
