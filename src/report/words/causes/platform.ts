import { say, WAIT, type CauseWords } from './steps.js';

/** Words for the causes of the side "platform". */
export const PLATFORM_CAUSES = {
  'change-not-propagated': {
    title: 'A recent change has not reached the endpoint yet',
    summary: () =>
      'The app, the assignment or the org was changed minutes ago, and the token endpoint has not seen it yet.',
    remedy: () => ({
      summary: 'Wait, then try once more.',
      steps: [WAIT, say('Change nothing meanwhile: each change starts the 2 to 10 minutes anew.')],
    }),
  },
  'platform-fault': {
    title: 'Salesforce itself answers wrongly',
    summary: ({ host }) =>
      `${host} answers the same request now with a token and now with a fault; no setting explains that.`,
    remedy: ({ host, myDomain }) => ({
      summary: 'Go through the My Domain, and report it.',
      steps: [
        say(
          `Use ${myDomain} instead of ${host}, as login URL and as audience: the generic hosts had such faults in 2026.`,
        ),
        say(
          'Look at https://status.salesforce.com, and open a case with the time, the host and the status of the answer.',
        ),
      ],
    }),
  },
} as const satisfies Record<string, CauseWords>;
