/** The two names of the scope that lets an approval hold a refresh token; either one counts. */
export const REFRESH_SCOPES = ['refresh_token', 'offline_access'] as const;

/** Scopes that let a token use the REST API. */
const API_SCOPES = ['api', 'full'] as const;

/** Metadata spelling (ConnectedApp and ExtlClntAppOauthSettings) of the scopes, in OAuth spelling. */
export const METADATA_SCOPES: Readonly<Record<string, string>> = {
  Api: 'api',
  Basic: 'id',
  Web: 'web',
  Full: 'full',
  Chatter: 'chatter_api',
  CustomApplications: 'visualforce',
  RefreshToken: 'refresh_token',
  OfflineAccess: 'offline_access',
  OpenID: 'openid',
  Profile: 'profile',
  Email: 'email',
  Address: 'address',
  Phone: 'phone',
  CustomPermissions: 'custom_permissions',
  Wave: 'wave_api',
  Eclair: 'eclair_api',
  Pardot: 'pardot_api',
  Lightning: 'lightning',
  Content: 'content',
};

/** True when one of the scopes lets an approval hold a refresh token. */
export function hasRefreshScope(scopes: readonly string[]): boolean {
  return REFRESH_SCOPES.some((scope) => scopes.includes(scope));
}

/** True when one of the scopes lets a token use the REST API. */
export function hasApiScope(scopes: readonly string[]): boolean {
  return API_SCOPES.some((scope) => scopes.includes(scope));
}
