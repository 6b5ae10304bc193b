import { defineCause } from './cause.js';
import { say, eitherWay } from './steps.js';

export const clientStateBroken = defineCause({
  id: 'client-state-broken',
  side: 'local',
  gate: 'local',
  goesWith: ['machine'],
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
  title: "The client's own files are broken",
  summary: () =>
    'The client failed on its own files (keychain, login files or Node version) before it sent anything to Salesforce.',
  remedy: () =>
    eitherWay(
      'Repair the files of the client.',
      {
        title: 'If it complains about the keychain (CI runners, containers)',
        steps: [say('Use the generic keychain:', 'export SF_USE_GENERIC_UNIX_KEYCHAIN=true')],
      },
      {
        title: 'If its login files are damaged',
        steps: [say('Move them away, keep the copy, and log in again:', 'mv ~/.sfdx ~/.sfdx.bak')],
      },
      {
        title: 'If Node is too old',
        steps: [say('Install Node 22 or newer. The current Salesforce CLI needs it:', 'node --version')],
      },
    ),
});
