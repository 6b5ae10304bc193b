/** Folder and file suffix of a metadata type in a project (Metadata API Developer Guide). */
export const METADATA_FOLDERS: Readonly<Record<string, { readonly folder: string; readonly suffix: string }>> = {
  ConnectedApp: { folder: 'connectedApps', suffix: 'connectedApp' },
  ExternalClientApplication: { folder: 'externalClientApps', suffix: 'eca' },
  ExtlClntAppGlobalOauthSettings: { folder: 'extlClntAppGlobalOauthSets', suffix: 'ecaGlblOauth' },
  ExtlClntAppOauthSettings: { folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
  ExtlClntAppOauthConfigurablePolicies: { folder: 'extlClntAppOauthPolicies', suffix: 'ecaOauthPlcy' },
  ExtlClntAppConfigurablePolicies: { folder: 'extlClntAppPolicies', suffix: 'ecaPlcy' },
  PermissionSet: { folder: 'permissionsets', suffix: 'permissionset' },
  Profile: { folder: 'profiles', suffix: 'profile' },
  ProfileSessionSetting: { folder: 'profileSessionSettings', suffix: 'profileSessionSetting' },
};
