import type { AnswerId } from '../../../src/answers/index.js';
import type { CauseId } from '../../../src/causes/index.js';

/** The hand-written knowledge about an answer, beside its row in src/answers. */
interface AnswerNote {
  /** Where it was seen, and how to read it. */
  readonly text: string;
  /** When one of its causes is behind it. */
  readonly causes?: Partial<Record<CauseId, string>>;
  /** Where the answer is published, with its basis where the ranking does not tell. */
  readonly sources: string;
}

/** The compiler names an answer that has no note. */
export const ANSWER_NOTES: Readonly<Record<AnswerId, AnswerNote>> = {
  notApproved: {
    text: 'Seen for JWT and SAML logins. "Check your certificate" is wrong advice here.',
    causes: {
      'user-not-preauthorized': 'against the rule: this policy usually answers `user is not admin approved`',
      'wrong-username': 'a user of another org',
      'wrong-login-host': 'the key is known on every host, the user or the approval is not',
      'refresh-scope-missing': 'from a report of 2014',
      'change-not-propagated': 'the org is new, or the assignment',
      'platform-fault': 'reported once, at second hand: a defect that Support acknowledged',
    },
    sources:
      'help page `remoteaccess_oauth_jwt_flow`, KB 000386092, salesforce.stackexchange 207685 and 184363, restforce/restforce#674, restforce/restforce#886, omniphx/forrest#278, forcedotcom/cli#3638, forcedotcom/cli#1640.',
  },
  notAdminApproved: {
    text: "Salesforce's help spells the code `invalid_app_acess`. It tells the policy, too: admin-approved.",
    causes: {
      'change-not-propagated': 'just assigned',
      'api-access-control': 'reported once, for the exchange of a code',
    },
    sources: 'KB 000212208, jetstreamapp/jetstream#656, forcedotcom/cli#3260, a tutorial with a negative test.',
  },
  clientAppNotInstalled: {
    text: "For External Client Apps. Consumer key, signature and audience were observed to be right; one set-up note says the opposite. A generic host is the first suspect since Spring '26. A complete External Client App got this answer at `test.salesforce.com`, where a connected app of the same sandbox logs in (reported in May 2026).",
    causes: {
      'wrong-login-host': 'on some orgs only',
      'wrong-username': 'the user lives in another org, which lacks the app; scratch orgs',
      'change-not-propagated': 'app or org is new',
    },
    sources:
      'forcedotcom/cli#3482, forcedotcom/cli#3638, hardisgroupcom/sfdx-hardis#1979. Pages that blame Permitted Users for this answer are weak evidence.',
  },
  connectedAppNotInstalled: {
    text: 'Documented for the authorize page and the exchange of a code, for a connected app of another org. It was not seen for a JWT login yet; it is expected there in the place of `app_not_found`.',
    sources: 'KB 005132365, pages of two vendors.',
  },
  clientIdInvalid: {
    text: 'Seen in every flow. Nothing is proved about signature, audience or user: without the app there is no certificate to verify with.',
    causes: {
      'wrong-login-host': 'the app is not known on that host',
      'change-not-propagated': 'the app is minutes old',
      'app-not-in-org': 'the app was deleted',
    },
    sources:
      'arthurimirzian/salesforce-jwt-bearer-token-flow#4, omniphx/forrest#290, pozil/salesforce-react-integration#15.',
  },
  clientCredentialsInvalid: {
    text: 'Seen for a signature that does not verify. In other flows the same words mean a wrong client secret.',
    causes: {
      'assertion-malformed': 'reported once, in 2014: plain base64',
      'wrong-login-host': 'with another certificate there',
      'wrong-grant-type': 'the text of another flow',
    },
    sources: 'a set-up published as code, checked in an org; salesforce.stackexchange 53662.',
  },
  assertionInvalid: {
    text: 'Seen for JWT and SAML logins. The shape of the assertion, the certificate and the signature all get it; when it comes in place of `invalid client credentials` is not known. An expired _certificate_ is not among the causes: Salesforce is reported to tolerate it, though nothing first-hand settles that.',
    causes: {
      'certificate-missing': 'often wiped by a deploy',
      'jwt-flow-disabled': 'reported by a vendor and in runbooks; medium to high for External Client Apps',
      'algorithm-unsupported': 'that only RS256 works is documented',
      'wrong-login-host': 'a sandbox copy of the app holds another certificate',
      'assertion-replayed': 'not known whether a replay gets it',
    },
    sources: 'forcedotcom/sfdx-travisci#135, forcedotcom/cli#217, salesforce.stackexchange 313488, public code.',
  },
  audienceInvalid: {
    text: "Salesforce's help spells it `Audience validation failed`; some clients cut it down to `audience`. On a line of the Salesforce CLI with two _different_ generic hosts it is an artefact of the CLI's list of attempts.",
    causes: { 'wrong-login-host': 'the audience was derived from it' },
    sources:
      'help page `remoteaccess_oauth_flow_errors`, salesforce.stackexchange 184363, forcedotcom/cli#3482, forcedotcom/cli#3325, forcedotcom/datacloud-jdbc#132, Talend/components#1423.',
  },
  assertionExpired: {
    text: 'For a JWT login it means the assertion: no authorization code is involved. In the web server flow the same words mean a code that was used twice or is too old.',
    sources:
      'simple-salesforce/simple-salesforce#371, salesforce.stackexchange 282513, newrelic/newrelic-salesforce-exporter#31.',
  },
  authenticationFailure: {
    text: 'Seen mostly in the password flow; for JWT in one published runbook. What it proves is inferred from the order of the gates. External Client Apps refuse the password flow, so a client that falls back to that flow gets this answer (reported).',
    causes: {
      'wrong-username': 'the user is known nowhere',
      'high-assurance-required': 'reported once: the profile demands it',
      'wrong-grant-type': 'mostly a text of the password flow',
      'certificate-mismatch': 'reported at second hand',
      'wrong-login-host': 'the user is not known there',
    },
    sources: 'a published set-up runbook, jsforce/jsforce#1291.',
  },
  inactiveUser: {
    text: 'Seen in the refresh and code flows; not first-hand for JWT. The code `inactive_user` is documented in general.',
    causes: { 'user-inactive': 'the text names the cause' },
    sources: 'restforce/restforce#303, pages of two vendors.',
  },
  inactiveOrg: {
    text: "Known from a vendor's table. The code `inactive_org` is documented in general.",
    causes: { 'org-inactive': 'not first-hand for JWT' },
    sources: "a vendor's table.",
  },
  ipRestricted: {
    text: 'Seen in the refresh and code flows. For JWT it follows from a documented rule: this flow always enforces the login IP ranges of the profile. An org that sees an IPv6 address never consults an allowed IPv4 range (reported, measured with JWT in September 2026).',
    sources: 'help page `connected_app_continuous_ip`, sfdx-actions/setup-sfdx#17, forceworkbench/forceworkbench#772.',
  },
  ipOrHoursRestricted: {
    text: 'An older text, which leaves open which of the two it is. `invalid login hours` alone was never seen in public.',
    causes: { 'outside-login-hours': 'documented as a policy' },
    sources: 'help page `connected_app_continuous_ip`, reports of other flows.',
  },
  refreshScopeRequired: {
    text: 'Seen under the admin-approved policy. It proves the assignment, if it is indeed about the scope. It comes without the full stop as well, and shortened to its first half.',
    causes: { 'change-not-propagated': 'the scope is new' },
    sources:
      'four first-hand reports in public code, leandrob/node-salesforce-jwt#3; an External Client App with `api` only got it (reported, high). Contrary: one runbook with `api` only.',
  },
  tooManyScopes: {
    text: 'Seen at the token endpoint and in the Data Cloud token exchange. The request names no scope: those of all earlier approvals are added up.',
    sources: 'public code of one project.',
  },
  scopeNotSupported: {
    text: 'Seen for JWT by Named Credentials, and for client credentials.',
    sources: 'golang/oauth2#165, a blog about JWT.',
  },
  noValidScopes: {
    text: 'Seen in the client credentials flow, with `full` as the only scope. For a JWT login it is an inference.',
    causes: { 'api-scope-missing': 'no scope besides `refresh_token` is left' },
    sources: 'public code (reported).',
  },
  grantTypeNotSupported: {
    text: 'Seen in every flow. Nothing is proved about the assertion: it was not looked at.',
    causes: {
      'wrong-http-request': 'the form of the request is documented',
      'wrong-grant-type': 'the grant type is documented',
    },
    sources: 'stackoverflow 10890467, aaronhuggins/sf-jwt-token#1.',
  },
  loginRateExceeded: {
    text: 'Seen for JWT, also as `LOGIN_RATE_EXCEEDED`. It proves consumer key, signature and audience; that user and app were found is inferred.',
    sources: 'KB 000381578, n8n-io/n8n#32325, restforce/restforce#744, forcedotcom/cli#3297.',
  },
  rateLimitExceeded: {
    text: "A general OAuth code in Salesforce's documentation, without a description. It was not seen for JWT.",
    sources: "the documentation's list of OAuth codes.",
  },
  retryRequest: {
    text: 'Seen for JWT logins and for the exchange of a code: at generic hosts, after a cross-org block, and now and then from the platform. So look at the host first, then at the platform.',
    sources: 'the page on the Salesforce source of Sumo Logic, and others (reported).',
  },
  uninstalledAppDenied: {
    text: 'Since September 2025, users may not use a connected app that is not installed in the org. These texts are reported at second hand, with low confidence.',
    causes: { 'app-not-in-org': 'second hand, low' },
    sources: 'reports at second hand.',
  },
  assertionReplayed: {
    text: 'The same assertion, with the same `jti`, was sent twice. The exact words are not settled: a text of this kind is reported once.',
    causes: { 'assertion-replayed': 'reported once' },
    sources: 'glenmazza.net (reported once).',
  },
  appBlocked: {
    text: 'Seen on the authorize page and by clients that refresh a token. The same is expected for a JWT login, where it was never seen (inferred).',
    sources: 'pages and clients of three vendors.',
  },
  accessDeniedByAdmin: {
    text: "The browser's form of `invalid_app_access`.",
    sources: "forcedotcom/cli#3260 and vendors' pages.",
  },
  clientAppNotFoundInBrowser: {
    text: "The browser's form of `app_not_found`. A code of the browser flow: it proves nothing about certificate, signature or audience of a JWT login (reported). Installing the app did not cure it once.",
    sources: 'PipedreamHQ/pipedream#21557.',
  },
  approvalError: {
    text: 'Spelled like this. Often the app is not installed, and the user may not use such apps.',
    sources: "jetstreamapp/jetstream#1462, a vendor's page.",
  },
  scopeNotAllowed: {
    text: 'A scope was asked for that is not on the app.',
    sources: 'jetstreamapp/jetstream#1462.',
  },
  crossOrgBlocked: {
    text: 'A local External Client App was asked by a user of another org. It comes as well where a generic host led to another org, which the My Domain cures, or where the browser still holds a session of another org, which a private window cures. No setting cures it while the distribution state of the app is Local.',
    causes: {
      'app-not-in-org': 'many first-hand reports; the app is local to another org',
      'wrong-login-host': 'the generic host led to another org',
    },
    sources: 'unified.to, a post on External Client Apps in several orgs, and many first-hand reports.',
  },
  codeChallengeMissing: {
    text: 'The app requires PKCE, and the address has no `code_challenge`. PKCE is required by default on an External Client App (documented: `isPkceRequired`), so that an authorize address without a challenge fails like this. It proves the consumer key. It sometimes comes with an empty Content-Type, so that the browser saves a file called "authorize". To approve, use [`sf-jwt-doctor authorize`](authorize.md), or an address with a challenge whose verifier you keep.',
    causes: { 'approval-missing': 'the attempt to approve ended here, so there is still no approval' },
    sources: 'about ten first-hand reports.',
  },
  subjectTokenInvalid: {
    text: 'Seen in the Data Cloud token exchange, the second step after a JWT login that worked.',
    sources: 'a published page about that exchange.',
  },
  sessionNotValidForRest: {
    text: 'Status 401, with a token that was just issued.',
    causes: {
      'ip-restricted': 'reported once: an address rule for sessions',
      'high-assurance-required': 'reported by a vendor: the app demands it',
    },
    sources: "NangoHQ/nango#4344, several clients' issues.",
  },
  sessionExpired: {
    text: 'Mostly the session has simply ended, by the session policy of the org; then log in again. With a token that was just issued, the causes are:',
    sources: 'airbytehq/airbyte#71024, jsforce/jsforce#1817, forcedotcom/cli#3428.',
  },
  jwtTokenFormat: {
    text: 'A token in JWT format was sent where none is taken.',
    sources: 'airbytehq/airbyte#71024.',
  },
  apiDisabled: {
    text: '`API_CURRENTLY_DISABLED` is read as the same (general knowledge). The words speak of the org; in most cases it is the one user.',
    causes: { 'api-not-enabled': "the user's permission, or the edition" },
    sources: "the API's documentation, a vendor's page.",
  },
  illegalSession: {
    text: 'A SOAP fault. The session is of a kind that SOAP does not take, such as a token in JWT format, or it has ended.',
    sources: 'reports of SOAP clients.',
  },
  domainNotSupported: {
    text: 'The client credentials flow needs the My Domain. It is not about a JWT login, but the host is the first suspect where it is a generic one.',
    sources: 'public code (reported).',
  },
  redirectUriMismatch: {
    text: 'Seen on the authorize page: the callback in the address is not one of the app. It belongs to the web server flow, not to a JWT login. Copy a callback URL from the OAuth settings of the app, letter by letter, and approve again.',
    sources: 'a documented code; the description is general knowledge.',
  },
  accessDenied: {
    text: 'Sent to the callback when the person clicked _Deny_ on the authorize page. See [approval-missing](causes/approval-missing.md) for approving.',
    sources: 'a documented code.',
  },
  activationSecretInvalid: {
    text: 'Seen once, when refreshing a token. Its reason is not explained anywhere.',
    sources: 'restforce/restforce#826 (reported).',
  },
  expiredRefreshToken: {
    text: 'The refresh token was revoked or has ended. A JWT login has none: a client that was meant to use JWT uses another flow.',
    sources: 'reported, widely.',
  },
  noClientCredentialsUser: {
    text: 'The app names no user to run as.',
    sources: 'public code (reported).',
  },
  endUserDenied: {
    text: 'Seen in the password flow. It is not about a JWT login.',
    sources: 'forcedotcom/Salesforce-CDP-jdbc#151 (reported).',
  },
  codeVerifierInvalid: {
    text: 'The code of an approval was exchanged with a PKCE verifier that is not the one of the challenge. Approve again, and keep the verifier until the exchange; [`sf-jwt-doctor authorize`](authorize.md) does that.',
    sources: 'forcedotcom/mcp-hosted#23 (reported).',
  },
};
