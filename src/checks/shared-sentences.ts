/** A finding that three checks make: the permission admits the user whatever the app asks for. */
export const ANY_API_CLIENT = {
  'permitted-users/any-api-client':
    'The user may use any API client, which admits to an External Client App without an assignment.',
} as const;
