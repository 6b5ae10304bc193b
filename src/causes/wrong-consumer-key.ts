import { defineCause } from './cause.js';
import { say, oneWay, settingsOf } from './steps.js';

export const wrongConsumerKey = defineCause({
  id: 'wrong-consumer-key',
  side: 'request',
  gate: 'client-id',
  goesWith: ['app', 'settings'],
  shownBy: {
    answers: { clientIdInvalid: { basis: 'documented', weight: 30 } },
    history: { 'missing-consumer-key': { basis: 'documented', weight: 20 } },
  },
  leadsTo: ['clientIdInvalid'],
  telling: /client[_ ]id|consumer[_ ]key|\biss(?:uer)?\b/i,
  follows: ['app-recreated', 'settings-changed'],
  title: 'The client ID is not the consumer key of an app',
  summary: ({ consumerKey }) =>
    `The consumer key that was sent (claim iss: ${consumerKey}) doesn't belong to any app that this host knows.`,
  remedy: (subject) =>
    oneWay(
      'Copy the consumer key again.',
      settingsOf(subject),
      say('Open "Consumer Key and Secret" (Manage Consumer Details), and copy the Consumer Key.'),
      say('Give it to the client as client ID. Look out for a blank or a line end at its end.'),
      say('It is neither the consumer secret, nor the name or the ID of the app.'),
    ),
});
