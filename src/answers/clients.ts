/** A client of the token endpoint, with a pattern for its output. */
interface Client {
  readonly name: string;
  readonly pattern: RegExp;
}

// Words from the clients' sources and messages. Other code recognises the Salesforce CLI by its command and its list.
const CLIENTS: readonly Client[] = [
  { name: 'simple-salesforce', pattern: /\bsimple[_-]salesforce\b|SalesforceAuthenticationFailed/ },
  { name: 'restforce', pattern: /\bRestforce(?:::|\b.{0,200}AuthenticationError)/ },
  { name: 'forrest', pattern: /Omniphx\\+Forrest|omniphx\/forrest/ },
  { name: 'guzzle', pattern: /GuzzleHttp\\|Client error: `?POST .* resulted in a `?\d{3}/ },
  { name: 'mulesoft', pattern: /\borg\.mule\./ },
  { name: 'kafka-connect', pattern: /org\.apache\.kafka\.connect|Could not authenticate to Salesforce, please check/ },
  { name: 'apex', pattern: /Auth\.JWTBearerTokenExchange|System\.CalloutException|NAMED_CREDENTIAL_RESPONSE/ },
  { name: 'cumulusci', pattern: /\bcumulusci\b|Error retrieving access token:/i },
  { name: 'cdp-jdbc', pattern: /com\.salesforce\.cdp\.queryservice/ },
  { name: 'newrelic-exporter', pattern: /sfdc token request failed\. http-status-code/ },
  { name: 'n8n', pattern: /\bn8n-(?:nodes|workflow|core)\b/ },
  { name: 'jsforce', pattern: /\bnode_modules\/(?:@jsforce\/jsforce-node|jsforce)\// },
  { name: 'google-api-client', pattern: /com\.google\.api\.client\.http\.HttpResponseException/ },
  { name: 'postman', pattern: /PostmanRuntime\// },
  { name: 'curl', pattern: /^[ \t]*(?:[$#>][ \t]*)?curl\s|\bcurl\/\d|^curl: \(\d+\)/m },
];

/** The client that printed a text; undefined when unknown. */
export function clientOf(text: string): string | undefined {
  return CLIENTS.find(({ pattern }) => pattern.test(text))?.name;
}

// Clients that build request and assertion themselves from a key, a user, a client id and a host (their own sources).
const BUILD_THE_REQUEST: readonly string[] = ['sf-cli', 'sfdx', 'simple-salesforce'];

/** True for a client whose user cannot make a mistake in the form of the request or the assertion. */
export function buildsTheRequest(name: string | undefined): boolean {
  return name !== undefined && BUILD_THE_REQUEST.includes(name);
}

const BY_ITSELF =
  'The Salesforce CLI logs in again by itself with the key file that it remembers; if that is gone, log in again.';

/** How a client gets a new session after a JWT login, which has no refresh token (their own sources and documentation). */
const RENEWALS: Readonly<Record<string, string>> = {
  'sf-cli': BY_ITSELF,
  sfdx: BY_ITSELF,
  jsforce: 'With jsforce, give the connection a refreshFn that logs in again.',
  'simple-salesforce': 'With simple-salesforce, make a new Salesforce object.',
};

/** What to do where a session has ended, in the words of the client where it is known. */
export function renewalOf(name: string | undefined): string {
  return RENEWALS[name ?? ''] ?? 'Let the client log in again whenever the API says this.';
}
