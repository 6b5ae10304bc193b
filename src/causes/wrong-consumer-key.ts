import { defineCause } from './cause.js';
import { say, settingsOf } from './steps.js';

export const wrongConsumerKey = defineCause({
  id: 'wrong-consumer-key',
  side: 'request',
  gate: 'client-id',
  shownBy: {
    answers: { clientIdInvalid: { basis: 'documented', weight: 30 } },
    history: { 'missing-consumer-key': { basis: 'documented', weight: 20 } },
  },
  leadsTo: ['clientIdInvalid'],
  telling: /client[_ ]id|consumer[_ ]key|\biss(?:uer)?\b/i,
  follows: ['app-recreated', 'app-deleted', 'sandbox-refresh'],
  title: 'The client id is not the consumer key of an app',
  summary: ({ consumerKey }) =>
    `The client id that was sent (claim iss: ${consumerKey}) is not the consumer key of an app that this host knows.`,
  remedy: (subject) => ({
    summary: 'Copy the consumer key again.',
    steps: [
      settingsOf(subject),
      say(
        'Open "Consumer Key and Secret" (Manage Consumer Details), copy the Consumer Key, and give it to the client as client id. It is neither the secret, nor the name or id of the app; look out for a blank or line end at its end.',
      ),
    ],
  }),
});
