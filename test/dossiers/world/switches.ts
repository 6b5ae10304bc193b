import type { Behaviour } from '../../../src/simulator/world.js';

/** An open question of what Salesforce does: a value that differs from the usual one, and the faults that show it. */
export interface Switch {
  readonly id: string;
  readonly shows: RegExp;
  readonly set: (behaviour: Behaviour) => void;
}

// A client that tries several hosts meets some that do not know the user, whatever is wrong at the one that does.
const AT_ANOTHER_HOST = /^(wrong-|user-|app-|approval-|org-|ip-|outside-|high-|login-|refresh-|too-many|change-)/;

/** The open questions that change the answer to a single fault. */
export const SWITCHES: readonly Switch[] = [
  {
    id: 'app-known-nearby',
    shows: /^wrong-login-host/,
    set: (behaviour) => (behaviour.appKnownEverywhere = false),
  },
  {
    id: 'my-domain-with-other-audience-refused',
    shows: /^wrong-login-host.*audience-kept/,
    set: (behaviour) => (behaviour.myDomainOtherAudience = 'refused'),
  },
  {
    id: 'signature-of-connected-app',
    shows: /^certificate-mismatch|other-certificate/,
    set: (behaviour) => (behaviour.wrongSignature.connectedApp = 'clientCredentialsInvalid'),
  },
  {
    id: 'signature-of-external-client-app',
    shows: /^certificate-mismatch|other-certificate/,
    set: (behaviour) => (behaviour.wrongSignature.externalClientApp = 'assertionInvalid'),
  },
  {
    id: 'plain-base64',
    shows: /plain-base64/,
    set: (behaviour) => (behaviour.plainBase64 = 'assertionInvalid'),
  },
  {
    id: 'unknown-user-not-approved',
    shows: AT_ANOTHER_HOST,
    set: (behaviour) => (behaviour.unknownUser = 'notApproved'),
  },
  {
    id: 'unknown-user-authentication-failure',
    shows: AT_ANOTHER_HOST,
    set: (behaviour) => (behaviour.unknownUser = 'authenticationFailure'),
  },
  {
    id: 'inactive-user',
    shows: /^user-inactive/,
    set: (behaviour) => (behaviour.inactiveUser = 'inactiveUser'),
  },
  {
    id: 'frozen-user',
    shows: /^user-frozen/,
    set: (behaviour) => (behaviour.frozenUser = 'inactiveUser'),
  },
  {
    id: 'unassigned-not-approved',
    shows: /^user-not-preauthorized/,
    set: (behaviour) => (behaviour.adminUnassigned = 'notApproved'),
  },
  {
    id: 'disabled-app-not-installed',
    shows: /^app-blocked\/disabled/,
    set: (behaviour) => (behaviour.disabledApp = 'clientAppNotInstalled'),
  },
  {
    id: 'high-assurance-after-token',
    shows: /^high-assurance/,
    set: (behaviour) => (behaviour.highAssurance = 'sessionNotValidForRest'),
  },
  {
    id: 'address-in-combined-text',
    shows: /^ip-restricted/,
    set: (behaviour) => (behaviour.ipAnswer = 'ipOrHoursRestricted'),
  },
  {
    id: 'hours-in-address-text',
    shows: /^outside-login-hours/,
    set: (behaviour) => (behaviour.hoursAnswer = 'ipRestricted'),
  },
  {
    id: 'jwt-token-refused-by-rest',
    shows: /^token-format-jwt/,
    set: (behaviour) => (behaviour.jwtTokenOnRest = 'refused'),
  },
];
