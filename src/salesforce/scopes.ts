/** The two names of the scope for refresh tokens. Either one is enough. */
export const REFRESH_SCOPES = ['refresh_token', 'offline_access'] as const;

/** Scopes that allow calls to the REST API. */
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

/** The columns of ExtlClntAppOauthSettings with their scopes (object reference). */
export const SCOPE_COLUMNS: Readonly<Record<string, string>> = {
  OauthScopesAPI: 'api',
  OauthScopesREFRESH_TOKEN: 'refresh_token',
  OauthScopesOFFLINE_ACCESS: 'offline_access',
  OauthScopesFULL: 'full',
  OauthScopesWEB: 'web',
  OauthScopesSSO: 'id',
  OauthScopesVF: 'visualforce',
  OauthScopesOPENID: 'openid',
  OauthScopesPROFILE: 'profile',
  OauthScopesEMAIL: 'email',
  OauthScopesADDRESS: 'address',
  OauthScopesPHONE: 'phone',
  OauthScopesCUSTOM_PERMISSIONS: 'custom_permissions',
  OauthScopesCHATTER_REST_API: 'chatter_api',
  OauthScopesWAVE_REST_API: 'wave_api',
  OauthScopesECLAIR_REST_API: 'eclair_api',
  OauthScopesPARDOT_API: 'pardot_api',
  OauthScopesLIGHTNING: 'lightning',
  OauthScopesCONTENT: 'content',
};

/** True when the scopes include a refresh token scope. */
export function hasRefreshScope(scopes: readonly string[]): boolean {
  return REFRESH_SCOPES.some((scope) => scopes.includes(scope));
}

/** True when the scopes allow calls to the REST API. */
export function hasApiScope(scopes: readonly string[]): boolean {
  return API_SCOPES.some((scope) => scopes.includes(scope));
}
