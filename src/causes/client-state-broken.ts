import { defineCause } from './cause.js';
import { say, eitherWay, type Way } from './steps.js';
import type { ClientErrorId } from '../answers/client-errors.js';

interface ErrorWay extends Way {
  /** The errors of clients for which this is the way. */
  readonly errors: readonly ClientErrorId[];
  readonly summary: string;
}

const WAYS: readonly ErrorWay[] = [
  {
    errors: ['keychain'],
    summary: 'Use the generic keychain, and log in again.',
    title: 'If it complains about the keychain (CI runners, containers)',
    steps: [
      say('Use the generic keychain:', 'export SF_USE_GENERIC_UNIX_KEYCHAIN=true'),
      say('Log in again in the same environment, because stored logins belong to one keychain.'),
    ],
  },
  {
    errors: ['cli-store'],
    summary: 'Move the login files of the client away, and log in again.',
    title: 'If its login files are damaged or readable by others',
    steps: [say('Move them away, keep the copy, and log in again:', 'mv ~/.sfdx ~/.sfdx.bak')],
  },
  {
    errors: ['runtime-too-old', 'runtime-unsupported'],
    summary: 'Run the client with Node 22 or newer.',
    title: 'If Node is too old',
    steps: [
      say('Look at the version of Node that the client runs with:', 'node --version'),
      say(
        'Install Node 22 or newer. The current Salesforce CLI needs it. In CI, set the version in the job (node-version: 22).',
      ),
    ],
  },
  {
    errors: ['cli-not-installed'],
    summary: 'Install the Salesforce CLI, or put its folder on the PATH.',
    title: "If the command isn't found",
    steps: [
      say('Install the Salesforce CLI in the job that logs in:', 'npm install --global @salesforce/cli'),
      say(
        'If it is installed, put its folder on the PATH of the process that calls it (the output of npm prefix --global).',
      ),
    ],
  },
];

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
  remedy: ({ clientError }) => {
    const told = WAYS.filter(({ errors }) => clientError !== undefined && errors.includes(clientError));
    const ways = (told.length > 0 ? told : WAYS).map(({ title, steps }) => ({ title, steps }));
    return eitherWay(told[0]?.summary ?? 'Repair the files of the client.', ...ways);
  },
});
