import { defineCause } from './cause.js';
import { say, settingsOf } from './steps.js';

export const scopeParameterSent = defineCause({
  id: 'scope-parameter-sent',
  side: 'request',
  gate: 'form',
  shownBy: { answers: { scopeNotSupported: { basis: 'reported', weight: 30, named: true } } },
  leadsTo: ['scopeNotSupported'],
  telling: /scope parameter/i,
  title: 'The request sends a scope parameter',
  summary: () =>
    'The token request has a field "scope" (a wish for rights), which the JWT bearer flow does not take: the rights come from the app and its approvals.',
  remedy: (subject) => ({
    summary: 'Leave the scope parameter out.',
    steps: [
      say(
        'Remove the field "scope" from the token request; what remains are these two fields:',
        'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=<the signed JWT>',
      ),
      say(
        'If a Named Credential of Salesforce sends it: empty the field Scope of its External Credential or Auth. Provider. In another client or library, empty the option "scope".',
      ),
      say('Choose the scopes on the app instead, "api" and "refresh_token" for most programs:'),
      settingsOf(subject),
    ],
  }),
});
