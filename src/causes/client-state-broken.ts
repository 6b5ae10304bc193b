import { defineCause } from './cause.js';
import { say } from './steps.js';

export const clientStateBroken = defineCause({
  id: 'client-state-broken',
  side: 'local',
  gate: 'local',
  shownBy: {
    clients: {
      'cli-store': { basis: 'reported', weight: 30, named: true },
      'cli-not-installed': { basis: 'reported', weight: 30, named: true },
      'runtime-unsupported': { basis: 'reported', weight: 30, named: true },
      keychain: { basis: 'reported', weight: 30, named: true },
      'runtime-too-old': { basis: 'reported', weight: 30, named: true },
    },
  },
  leadsTo: [],
  follows: ['client-upgrade'],
  title: "The client's own store is broken",
  summary: () =>
    'The client failed on its own files (keychain, login files, Node version) before it asked Salesforce anything.',
  remedy: () => ({
    summary: 'Repair or renew the files of the client.',
    steps: [
      say('On a CI runner, use the generic keychain:', 'export SF_USE_GENERIC_UNIX_KEYCHAIN=true'),
      say(
        'Log in again; move the old login files away first if they are damaged (keep a copy).',
        'mv ~/.sfdx ~/.sfdx.bak',
      ),
      say('The current Salesforce CLI needs Node 22 or newer:', 'node --version'),
    ],
  }),
});
