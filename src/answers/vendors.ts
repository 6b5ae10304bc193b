/** Another vendor with OAuth error codes and with words that Salesforce never uses. */
interface Vendor {
  readonly name: string;
  readonly pattern: RegExp;
}

// Texts from the vendors' documentation and servers (reported). The words alone identify the vendor.
const VENDORS: readonly Vendor[] = [
  { name: 'Microsoft', pattern: /\bAADSTS\d{4,7}\b|\bMSAL\b/ },
  {
    name: 'Google',
    pattern:
      /\bInvalid JWT(?: Signature|: )|must be a short-lived token|Invalid grant: account not found|Invalid OAuth scope or ID token audience provided|Token has been expired or revoked|google\.auth\.exceptions/i,
  },
  { name: 'DocuSign', pattern: /\bno_valid_keys_or_signatures\b|\bissuer_not_found\b/ },
  {
    name: 'Box',
    pattern: /Please check the '(?:aud|iss|sub|exp|jti|kid)' claim|Current date(?:\/| )time MUST be before/i,
  },
  { name: 'Okta or Auth0', pattern: /The refresh token is invalid or expired|Unknown or invalid refresh token/i },
  {
    name: 'Keycloak',
    pattern: /Invalid user credentials|Session not active|Token is not active|\borg\.keycloak\b|\/realms\/[\w-]+\//i,
  },
  { name: 'another OAuth server', pattern: /\bLeague\\+OAuth2\\+Server\b|\boauth2_provider\b|\bDoorkeeper\b/ },
  {
    name: 'GitHub',
    pattern: /A JSON web token could not be decoded|'(?:Expiration|Issued at)' claim \('(?:exp|iat)'\)/,
  },
];

/** The vendor of a text; undefined when unknown. */
export function vendorOf(text: string): string | undefined {
  return VENDORS.find(({ pattern }) => pattern.test(text.slice(0, 20_000)))?.name;
}
