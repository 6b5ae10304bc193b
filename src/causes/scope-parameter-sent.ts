import { defineCause } from './cause.js';
import { say, oneWay, settingsOf } from './steps.js';

export const scopeParameterSent = defineCause({
  id: 'scope-parameter-sent',
  side: 'request',
  gate: 'form',
  goesWith: ['code'],
  shownBy: { answers: { scopeNotSupported: { basis: 'reported', weight: 30, named: true } } },
  leadsTo: ['scopeNotSupported'],
  telling: /scope parameter/i,
  follows: ['client-upgrade', 'code-changed'],
  title: 'The request sends a scope parameter',
  summary: () =>
    'The token request has a field "scope". The JWT bearer flow refuses it, because the scopes come from the app and its approvals.',
  remedy: (subject) =>
    oneWay(
      'Remove the scope parameter from the token request.',
      say(
        'Send only these two fields. In a library, leave the option "scope" empty.',
        'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=SIGNED_JWT',
      ),
      say(
        'If a Salesforce Named Credential sends it, empty the field Scope of its External Credential or Auth. Provider.',
      ),
      settingsOf(subject),
      say('Select the scopes there instead: "api" and "refresh_token" for most programs.'),
    ),
});
