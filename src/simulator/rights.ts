/** Rights of an administrator, by the names they have in UserPermissionAccess (documented, API 41 and later). */
export const RIGHTS = [
  'ViewSetup',
  'CustomizeApplication',
  'ModifyMetadata',
  'ModifyAllData',
  'ManageUsers',
  'MonitorLoginHistory',
  'FreezeUsers',
  'AssignPermissionSets',
  'ManageProfilesPermissionsets',
  'ManageRemoteAccess',
  'ManageCertificates',
  'ViewAllProfiles',
  'ExternalClientAppAdmin',
  'ExternalClientAppDeveloper',
  'ExternalClientAppViewer',
  'ViewClientSecret',
  'ManageIpAddresses',
] as const;

/** The name of a right. */
export type Right = (typeof RIGHTS)[number];
