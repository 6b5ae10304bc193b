import { CANON } from '../world/names.js';
import type { Fault } from './fault.js';

/** Faults of the org and its policies. */
export const ORG_FAULTS: readonly Fault[] = [
  {
    id: 'ip-restricted/of-the-runner',
    cause: 'ip-restricted',
    place: 'org',
    put: ({ profile }) => (profile.loginIpRanges = [{ start: '198.51.100.0', end: '198.51.100.255' }]),
    steps: ['runner-replaced', 'ranges-added'],
  },
  {
    id: 'ip-restricted/everywhere',
    cause: 'ip-restricted',
    place: 'org',
    put: ({ profile }) => (profile.loginIpRanges = [{ start: '192.0.2.0', end: '192.0.2.63' }]),
    steps: ['ranges-added'],
  },
  {
    id: 'outside-login-hours',
    cause: 'outside-login-hours',
    place: 'org',
    put: ({ profile }) => {
      const hours = [{ start: '08:00', end: '18:00' }];
      profile.loginHours = {
        timeZone: 'UTC',
        days: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
      };
    },
    steps: ['hours-added'],
  },
  {
    id: 'high-assurance-required',
    cause: 'high-assurance-required',
    place: 'org',
    put: ({ profile }) => (profile.highAssurance = true),
    steps: ['session-level-raised'],
  },
  {
    id: 'api-access-control',
    cause: 'api-access-control',
    place: 'org',
    fits: ({ policy }) => policy === 'self-authorize',
    put: ({ org }) => (org.apiAccessControl = true),
    steps: ['api-access-control-on'],
  },
  {
    id: 'org-inactive',
    cause: 'org-inactive',
    place: 'org',
    put: ({ org }) => (org.status = 'inactive'),
    steps: ['org-locked'],
  },
  {
    id: 'org-inactive/maintenance',
    cause: 'org-inactive',
    place: 'org',
    put: ({ org }) => (org.maintenance = true),
    steps: ['org-locked'],
  },
  {
    id: 'login-rate-exceeded',
    cause: 'login-rate-exceeded',
    place: 'org',
    put: ({ org }) => {
      for (const user of org.users) if (user.username === CANON.user) user.loginsThisHour = 3600;
    },
    steps: ['loop'],
  },
];
