/** Three checks share this finding: the permission admits the user whatever the app requires. */
export const ANY_API_CLIENT = {
  'permitted-users/any-api-client':
    'The user has the permission "Use Any API Client", so the External Client App needs no assignment.',
} as const;
