/** Pages in Setup: the menu path and, if known, the page name in the URL. */
export const SETUP = {
  connectedApps: { path: 'Setup > Apps > Connected Apps > Manage Connected Apps', page: 'ConnectedApplication' },
  connectedAppsUsage: { path: 'Setup > Apps > Connected Apps > Connected Apps OAuth Usage' },
  appManager: { path: 'Setup > Apps > App Manager', page: 'NavigationMenus' },
  externalClientApps: {
    path: 'Setup > Apps > External Client Apps > External Client App Manager',
    page: 'ManageExternalClientApplication',
  },
  externalClientAppUsage: {
    path: 'Setup > Apps > External Client Apps > OAuth Usage',
    page: 'ExternalClientApplicationOauthUsage',
  },
  users: { path: 'Setup > Users > Users' },
  permissionSets: { path: 'Setup > Users > Permission Sets' },
  profiles: { path: 'Setup > Users > Profiles' },
  loginHistory: { path: 'Setup > Identity > Login History', page: 'OrgLoginHistory' },
  auditTrail: { path: 'Setup > Security > View Setup Audit Trail', page: 'SecurityEvents' },
  myDomain: { path: 'Setup > Company Settings > My Domain', page: 'OrgDomain' },
  companyInformation: { path: 'Setup > Company Settings > Company Information' },
  apiAccessControl: { path: 'Setup > Security > API Access Control' },
} as const satisfies Record<string, { path: string; page?: string }>;

/** The name of a page in Setup. */
export type SetupPlace = keyof typeof SETUP;

/**
 * The URL of a Setup page, made from the My Domain origin; undefined without a page name or a My Domain. Form:
 * `https://<MyDomain>.my.salesforce-setup.com/lightning/setup/<page>/home` (reported).
 */
export function setupLink(place: SetupPlace, myDomain: string | undefined): string | undefined {
  const entry: { path: string; page?: string } = SETUP[place];
  if (entry.page === undefined || myDomain === undefined) return undefined;
  const host = /^https:\/\/([a-z0-9-]+(?:\.[a-z]+)?\.my)\.salesforce\.com\/?$/i.exec(myDomain)?.[1];
  return host === undefined ? undefined : `https://${host}.salesforce-setup.com/lightning/setup/${entry.page}/home`;
}
