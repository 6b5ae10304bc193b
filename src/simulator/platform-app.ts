import type { App } from './world.js';

/** The consumer key of the Salesforce CLI's own connected app, which every org knows (documented: sf org login web). */
const PLATFORM_CLI = 'PlatformCLI';

const CLI_APP: App = {
  kind: 'connected-app',
  name: PLATFORM_CLI,
  label: 'Salesforce CLI',
  consumerKey: PLATFORM_CLI,
  origin: 'installed',
  certificate: null,
  jwtFlow: false,
  enabled: true,
  blocked: false,
  callbackUrls: ['http://localhost:1717/OauthRedirect'],
  scopes: ['refresh_token', 'api', 'web', 'full'],
  permittedUsers: 'self-authorize',
  profiles: [],
  permissionSets: [],
  highAssurance: false,
  issuesJwtAccessTokens: false,
  refreshTokenPolicy: { type: 'infinite' },
  ipRelaxation: 'enforce',
  visibleAfterSeconds: 0,
  changedSecondsAgo: 0,
};

/** The Salesforce CLI's own app. */
export function platformCli(): App {
  return CLI_APP;
}

/** True for the app that every org knows without holding it. */
export function isPlatformApp({ consumerKey }: Pick<App, 'consumerKey'>): boolean {
  return consumerKey === PLATFORM_CLI;
}
