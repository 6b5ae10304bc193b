import { OTHER_CERTIFICATE } from '../world/base.js';
import type { Fault } from './fault.js';

const isAdminApproved = ({ policy }: { policy: string }): boolean => policy === 'admin-approved';
const isExternal = ({ app }: { app: string }): boolean => app === 'external-client-app';

/** Faults of the app. */
export const APP_FAULTS: readonly Fault[] = [
  {
    id: 'app-not-in-org/deleted',
    cause: 'app-not-in-org',
    place: 'org',
    put: ({ org }) => void org.apps.splice(0),
    steps: ['app-deleted', 'sandbox-refreshed'],
  },
  {
    id: 'app-not-in-org/elsewhere',
    cause: 'app-not-in-org',
    place: 'org',
    put: ({ org, beside }) => beside.apps.push(...org.apps.splice(0)),
    steps: ['sandbox-refreshed'],
  },
  {
    id: 'app-blocked/blocked',
    cause: 'app-blocked',
    place: 'org',
    fits: ({ app }) => app === 'connected-app',
    put: ({ app }) => (app.blocked = true),
    steps: ['app-blocked'],
  },
  {
    id: 'app-blocked/disabled',
    cause: 'app-blocked',
    place: 'org',
    fits: isExternal,
    put: ({ app }) => (app.enabled = false),
    steps: ['app-disabled'],
  },
  {
    id: 'jwt-flow-disabled',
    cause: 'jwt-flow-disabled',
    place: 'org',
    fits: isExternal,
    put: ({ app }) => (app.jwtFlow = false),
    steps: ['jwt-flow-unticked'],
  },
  {
    id: 'certificate-missing',
    cause: 'certificate-missing',
    place: 'org',
    put: ({ app }) => (app.certificate = null),
    steps: ['app-deployed'],
  },
  {
    id: 'certificate-mismatch/replaced',
    cause: 'certificate-mismatch',
    place: 'org',
    put: ({ app }) => (app.certificate = OTHER_CERTIFICATE),
    steps: ['certificate-replaced', 'app-deployed'],
  },
  {
    id: 'refresh-scope-missing',
    cause: 'refresh-scope-missing',
    place: 'org',
    fits: isAdminApproved,
    put: ({ app }) => (app.scopes = ['api']),
    steps: ['scopes-changed', 'app-deployed'],
  },
  {
    id: 'api-scope-missing',
    cause: 'api-scope-missing',
    place: 'org',
    put: ({ app, org }) => {
      app.scopes = ['id', 'refresh_token'];
      for (const approval of org.approvals) approval.scopes = ['id', 'refresh_token'];
    },
    steps: ['scopes-changed', 'app-deployed'],
  },
  {
    // The user approved the app before it asked for the scope.
    id: 'api-scope-missing/of-the-approval',
    cause: 'api-scope-missing',
    place: 'org',
    fits: ({ policy }) => policy === 'self-authorize',
    put: ({ org }) => {
      for (const approval of org.approvals) approval.scopes = ['id', 'refresh_token'];
    },
  },
  {
    id: 'too-many-scopes',
    cause: 'too-many-scopes',
    place: 'org',
    fits: ({ policy }) => policy === 'self-authorize',
    put: ({ app, org, world }) => {
      world.behaviour.maximumScopes = 3;
      app.scopes = ['api', 'refresh_token', 'web', 'openid', 'profile', 'email', 'chatter_api', 'wave_api'];
      for (const approval of org.approvals) approval.scopes = [...app.scopes];
    },
    steps: ['scopes-changed'],
  },
  {
    id: 'token-format-jwt',
    cause: 'token-format-jwt',
    place: 'org',
    put: ({ app }) => (app.issuesJwtAccessTokens = true),
    steps: ['token-format-changed'],
  },
  {
    id: 'change-not-propagated/app',
    cause: 'change-not-propagated',
    place: 'org',
    put: ({ app }) => (app.visibleAfterSeconds = 600),
    steps: ['app-created-now'],
  },
  {
    id: 'change-not-propagated/assignment',
    cause: 'change-not-propagated',
    place: 'org',
    fits: isAdminApproved,
    put: ({ app }) => {
      app.pendingChange = { afterSeconds: 600, set: { permissionSets: [...app.permissionSets] } };
      app.permissionSets = [];
    },
    steps: ['assigned-now', 'edited-now'],
  },
  {
    id: 'change-not-propagated/policy',
    cause: 'change-not-propagated',
    place: 'org',
    fits: isAdminApproved,
    put: ({ app }) => {
      app.pendingChange = { afterSeconds: 600, set: { permittedUsers: 'admin-approved' } };
      app.permittedUsers = 'self-authorize';
    },
    steps: ['policy-switched-now', 'edited-now'],
  },
  {
    id: 'change-not-propagated/scope',
    cause: 'change-not-propagated',
    place: 'org',
    fits: isAdminApproved,
    put: ({ app }) => {
      app.pendingChange = { afterSeconds: 600, set: { scopes: [...app.scopes] } };
      app.scopes = ['api'];
    },
    steps: ['scope-added-now', 'edited-now'],
  },
];
