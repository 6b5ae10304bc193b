import type { Fault } from './fault.js';

const isAdminApproved = ({ policy }: { policy: string }): boolean => policy === 'admin-approved';
const isSelfAuthorized = ({ policy }: { policy: string }): boolean => policy === 'self-authorize';

/** Faults of the user: state, assignment, approval. */
export const USER_FAULTS: readonly Fault[] = [
  {
    id: 'user-inactive',
    cause: 'user-inactive',
    place: 'org',
    put: ({ user }) => (user.active = false),
    steps: ['user-deactivated'],
  },
  {
    id: 'user-frozen',
    cause: 'user-frozen',
    place: 'org',
    put: ({ user }) => (user.frozen = true),
    steps: ['user-frozen'],
  },
  {
    id: 'user-not-preauthorized/unassigned',
    cause: 'user-not-preauthorized',
    place: 'org',
    fits: isAdminApproved,
    put: ({ user }) => (user.permissionSets = []),
    steps: ['permission-set-removed', 'policy-switched'],
  },
  {
    id: 'user-not-preauthorized/nobody',
    cause: 'user-not-preauthorized',
    place: 'org',
    fits: isAdminApproved,
    put: ({ app }) => (app.permissionSets = []),
    steps: ['policy-switched', 'app-deployed'],
  },
  {
    id: 'user-not-preauthorized/expired',
    cause: 'user-not-preauthorized',
    place: 'org',
    fits: isAdminApproved,
    put: ({ user }) => (user.expiredPermissionSets = [...user.permissionSets]),
    steps: ['assignment-expired'],
  },
  {
    id: 'approval-missing',
    cause: 'approval-missing',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org, user }) => (org.approvals = org.approvals.filter((approval) => approval.user !== user.username)),
    steps: ['policy-relaxed'],
  },
  {
    id: 'approval-missing/of-everybody',
    cause: 'approval-missing',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org }) => (org.approvals = []),
    steps: ['policy-relaxed'],
  },
  {
    id: 'approval-missing/short-lived-tokens',
    cause: 'approval-missing',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ app, org, user }) => {
      app.refreshTokenPolicy = { type: 'specific-lifetime', hours: 24 };
      org.approvals = org.approvals.filter((approval) => approval.user !== user.username);
    },
  },
  {
    id: 'approval-without-refresh-token',
    cause: 'approval-without-refresh-token',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org, user }) => {
      for (const approval of org.approvals) if (approval.user === user.username) approval.refreshToken = false;
    },
  },
  {
    id: 'approval-without-refresh-token/not-exchanged',
    cause: 'approval-without-refresh-token',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org, user }) => {
      for (const approval of org.approvals) if (approval.user === user.username) approval.exchanged = false;
    },
  },
  {
    id: 'approval-lost/revoked',
    cause: 'approval-lost',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org, user }) => {
      for (const approval of org.approvals) if (approval.user === user.username) approval.revoked = true;
    },
    steps: ['token-revoked'],
  },
  {
    id: 'approval-lost/all-revoked',
    cause: 'approval-lost',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ org }) => {
      for (const approval of org.approvals) approval.revoked = true;
    },
    steps: ['tokens-revoked', 'sandbox-refreshed'],
  },
  {
    id: 'approval-lost/expired',
    cause: 'approval-lost',
    place: 'org',
    fits: isSelfAuthorized,
    put: ({ app }) => (app.refreshTokenPolicy = { type: 'specific-lifetime', hours: 24 }),
    steps: ['refresh-policy-changed'],
  },
  {
    id: 'api-not-enabled',
    cause: 'api-not-enabled',
    place: 'org',
    put: ({ profile }) => (profile.apiEnabled = false),
    steps: ['profile-changed'],
  },
];
