import { expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { toReport } from '../../../src/report/document.js';
import { readPaste } from '../../../src/sources/files/read.js';

/** What people paste, by what printed it, and what is to come of it: a cause, what stays open, or that it is something else. */
const PASTES: readonly (readonly [string, string, string])[] = [
  [
    'simple-salesforce, old',
    'Traceback (most recent call last):\n  File "x.py", line 3, in <module>\nsimple_salesforce.exceptions.SalesforceAuthenticationFailed: invalid_grant: audience is invalid\n',
    'open: wrong-audience, wrong-login-host',
  ],
  [
    'simple-salesforce without arguments',
    'simple_salesforce.exceptions.SalesforceAuthenticationFailed: INVALID AUTH: You must submit either a security token or organizationId for authentication\n',
    'open',
  ],
  [
    'simple-salesforce without a login',
    'TypeError: You must provide login information or an instance and token',
    'open',
  ],
  [
    'jsforce',
    "invalid_grant: user hasn't approved this consumer\n    at OAuth2._postParams (/app/node_modules/jsforce/lib/oauth2.js:1:1)",
    'open: approval-missing, wrong-login-host',
  ],
  [
    'jsforce and a page of maintenance',
    'ERROR_HTTP_503: <html><head><title>Service Unavailable</title></head><body>We are down for maintenance.</body></html> at jsforce salesforce',
    'platform-fault (likely)',
  ],
  [
    'jsforce over SOAP',
    'Error: SOAP API does not support JWT-based access tokens. You must disable the "Issue JSON Web Token (JWT)-based access tokens" setting in your Connected App or External Client App',
    'token-format-jwt (confirmed)',
  ],
  [
    'restforce',
    'Restforce::AuthenticationError: invalid_grant: invalid assertion (400)\n from /usr/lib/ruby/gems/restforce/middleware/authentication.rb:30',
    'open: certificate-mismatch, certificate-missing',
  ],
  [
    'an inspected object',
    "{ error: 'app_not_found', error_description: 'External client app is not installed in this org' }",
    'open: app-not-in-org, wrong-login-host',
  ],
  [
    'axios',
    "AxiosError: Request failed with status code 400\n  response: {\n    status: 400,\n    data: { error: 'invalid_grant', error_description: 'expired authorization code' }\n  }\n  config: { url: 'https://login.salesforce.com/services/oauth2/token', method: 'post' }",
    'assertion-expired (likely)',
  ],
  [
    'a wrapper with brackets',
    "Unable to authenticate: invalid_grant (user hasn't approved this consumer)",
    'open: approval-missing, wrong-login-host',
  ],
  ['a wrapper, unfinished', 'Failed to obtain grant: invalid_grant (ip restricted).', 'ip-restricted (likely)'],
  [
    'a wrapper with a status',
    'JWT auth failed [400] {"error":"invalid_grant","error_description":"login rate exceeded"}',
    'login-rate-exceeded (likely)',
  ],
  [
    'a wrapper with JSON',
    'Salesforce login failed (400): {"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'open: wrong-http-request, wrong-grant-type',
  ],
  [
    'a wrapper of the exchange',
    'JWT Bearer token exchange failed: {"error":"invalid_client_id","error_description":"client identifier invalid"}',
    'open: wrong-consumer-key, wrong-login-host',
  ],
  [
    'Mule',
    'Caused by: org.mule.runtime.api.connection.ConnectionException: Invalid status code: 400, response body: {"error":"invalid_app_access","error_description":"user is not admin approved to access this app"}',
    'user-not-preauthorized (likely)',
  ],
  [
    'Kafka Connect',
    '[2026-11-17 09:44:06,123] ERROR Could not authenticate to Salesforce, please check the provided credentials. (io.confluent.salesforce.SalesforceRestClient)\ncom.google.api.client.http.HttpResponseException: 400 Bad Request\n{"error":"invalid_grant","error_description":"authentication failure"}\n\tat com.google.api.client.http.HttpRequest.execute(HttpRequest.java:1113)',
    'open: wrong-username, user-inactive',
  ],
  [
    'Apex',
    'Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException: Error 400: {"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'a named credential that hides all',
    'System.CalloutException: Unable to complete the JWT token exchange.',
    'open: wrong-login-host, approval-missing',
  ],
  [
    'a named credential',
    '09:44:06.0 (123)|NAMED_CREDENTIAL_RESPONSE|NamedCallout[Named Credential Id=0XA, Named Credential Name=Acme, Status Code=0, Content-Type=, Response Size bytes=0, Overall Callout Time ms=0, Connect Time ms=0]\nSystem.CalloutException: Unable to complete the JWT token exchange. Error: invalid_grant. Error description: invalid assertion..',
    'open: certificate-mismatch, certificate-missing',
  ],
  [
    'a named credential of Google',
    'System.CalloutException: Unable to complete the JWT token exchange. Error: invalid_scope. Error description: Invalid OAuth scope or ID token audience provided..',
    'not this: other-vendor Google',
  ],
  ['n8n', 'Bad request - please check your parameters\nn8n Salesforce JWT', 'open: wrong-login-host, approval-missing'],
  [
    'the exporter of New Relic',
    'sfdc token request failed. http-status-code:400, reason: {"error":"invalid_grant","error_description":"invalid assertion"}, full response <Response [400]>',
    'open: certificate-mismatch, certificate-missing',
  ],
  [
    'CumulusCI',
    'Error retrieving access token: {"error":"invalid_client","error_description":"invalid client credentials"}',
    'open: certificate-mismatch, assertion-malformed',
  ],
  [
    'Java',
    'java.lang.RuntimeException: Error while getting token. Salesforce Response : {"error":"inactive_org","error_description":"inactive organization"}',
    'org-inactive (likely)',
  ],
  [
    'the CDP driver',
    'com.salesforce.cdp.queryservice.util.TokenException: {"error":"invalid_request","error_description":"refresh_token scope is required and the connected app should be installed and preauthorized."}\n\tat com.salesforce.cdp.queryservice.util.TokenHelper.retrieveTokenWithJWTBearerGrant',
    'refresh-scope-missing (likely)',
  ],
  [
    'the Pub/Sub client',
    'StatusCode.UNAUTHENTICATED: An authentication exception occurred. Provide valid authentication via metadata headers. rpcId: 1\n salesforce pubsub',
    'open: token-format-jwt, api-scope-missing',
  ],
  [
    'a token on another host',
    '{"message":"Destination URL not reset. The URL returned from login must be set in the SforceService","errorCode":"INVALID_SESSION_ID"}',
    'open: token-format-jwt, api-scope-missing',
  ],
  [
    'a redirect',
    'https://app.example.com/cb?error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin',
    'app-blocked (likely)',
  ],
  [
    'a redirect in words',
    'Failure passed to redirect url. error=OAUTH_APP_BLOCKED error_description=this app is blocked by admin',
    'app-blocked (likely)',
  ],
  [
    'a redirect about the key',
    'https://app.example.com/cb?error=invalid_client_id&error_description=client%20identifier%20invalid&state=1',
    'open: wrong-consumer-key, wrong-login-host',
  ],
  [
    'a redirect that denies',
    'error=OAUTH_APP_ACCESS_DENIED&error_description=user+is+not+admin+approved+to+access+this+app',
    'user-not-preauthorized (likely)',
  ],
  [
    'a redirect without an app',
    'error=OAUTH_EC_APP_NOT_FOUND&error_description=External+client+app+is+not+installed+in+this+org',
    'open: app-not-in-org, wrong-login-host',
  ],
  [
    'the API, about its session',
    '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]',
    'open: api-scope-missing, api-access-control',
  ],
  [
    'the API, about its use',
    '[{"message":"API is not enabled for this Organization or Partner","errorCode":"API_DISABLED_FOR_ORG"}]',
    'api-not-enabled (likely)',
  ],
  [
    'SOAP, about its session',
    'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
    'open: token-format-jwt',
  ],
  [
    'sfdx',
    "ERROR running force:auth:jwt:grant:  Error authenticating with JWT config due to: user hasn't approved this consumer",
    'open: approval-missing, wrong-login-host',
  ],
  [
    'sfdx of 2017',
    "ERROR running force:auth:jwt:grant: An error occurred authorizing this org. name: invalid_grant message: user hasn't approved this consumer",
    'open: approval-missing, wrong-login-host',
  ],
  [
    'the CLI as JSON',
    '{"code":"1","context":"LoginJwt","commandName":"LoginJwt","message":"We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: JwtAuthError::Error authenticating with JWT.\\nErrors encountered:\\nuser is not admin approved to access this app\\nuser is not admin approved to access this app\\nuser is not admin approved to access this app\\nuser is not admin approved to access this app\\nuser is not admin approved to access this app","name":"JwtGrantError","status":1,"exitCode":1,"warnings":[],"stack":"x"}',
    'user-not-preauthorized (likely)',
  ],
  [
    'the CLI without a key file',
    "Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: Error::ENOENT: no such file or directory, open '/builds/acme/server.key'",
    'private-key-unreadable (confirmed)',
  ],
  [
    'the CLI with a folder',
    'Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: Error::EISDIR: illegal operation on a directory, read',
    'private-key-unreadable (confirmed)',
  ],
  [
    'the CLI with a Lightning host',
    'Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: LightningDomain::Invalid instance URL. It should NOT be a lightning domain.',
    'wrong-login-host (confirmed)',
  ],
  [
    'the CLI creating a user',
    '{"context":"CreateUserCommand","name":"SfError","message":"We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: Error authenticating with JWT.\\nErrors encountered:\\nuser hasn\'t approved this consumer\\nuser hasn\'t approved this consumer\\nuser hasn\'t approved this consumer\\nuser hasn\'t approved this consumer\\nuser hasn\'t approved this consumer","status":1}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'the CLI with a code',
    'Error (AuthCodeExchangeError): Error authenticating with auth code due to: invalid_app_access::user is not admin approved to access this app',
    'not this: other-flow authorization_code',
  ],
  [
    'the CLI with a refresh token',
    'Error (1): Error authenticating with the refresh token due to: inactive user',
    'not this: other-flow refresh_token',
  ],
  ['the CLI, at work', 'Successfully authorized ci@acme.example.com with org ID 00D5g00000AbCdEEAV', 'healthy'],
  [
    'the CLI, waiting for a sandbox',
    'Sandbox request uat is Completed (100% completed, waiting on JWT auth). Sleeping 30 seconds.\nSandbox request uat is Completed (100% completed, waiting on JWT auth). Sleeping 30 seconds.',
    'not this: no-error',
  ],
  [
    'the CLI offline',
    'Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: JwtAuthError::Error authenticating with JWT.\nErrors encountered:\nfetch failed\nfetch failed\nfetch failed\nfetch failed\nfetch failed',
    'endpoint-unreachable (confirmed)',
  ],
  [
    'the CLI with an artefact',
    'Errors encountered:\nExternal client app is not installed in this org\nExternal client app is not installed in this org\naudience is invalid  [audience=https://login.salesforce.com login=https://test.salesforce.com/]',
    'open: wrong-login-host, app-not-in-org',
  ],
  [
    'the CLI and its keychain',
    'Error (1): The service and account specified in key.json do not match the version of the toolbelt.',
    'client-state-broken (confirmed)',
  ],
  [
    'the CLI and its files',
    'Error: Failed to decipher auth data. reason: Unsupported state or unable to authenticate data. sf org login jwt',
    'client-state-broken (confirmed)',
  ],
  [
    'client credentials',
    '{"error":"invalid_grant","error_description":"no client credentials user enabled"}',
    'not this: other-flow client-credentials',
  ],
  [
    'client credentials on another domain',
    '{"error":"invalid_request","error_description":"request not supported on this domain"}',
    'not this: other-flow client-credentials',
  ],
  [
    'a password login',
    'POST /services/oauth2/token HTTP/1.1\nHost: login.salesforce.com\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&client_id=x&client_secret=***&username=a%40b.com&password=***\n\nHTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant","error_description":"authentication failure"}',
    'not this: other-flow password',
  ],
  [
    'a SOAP login',
    'simple_salesforce.exceptions.SalesforceAuthenticationFailed: INVALID_LOGIN: Invalid username, password, security token; or user locked out.',
    'not this: other-flow password',
  ],
  [
    'a refresh token',
    'curl https://login.salesforce.com/services/oauth2/token -d grant_type=refresh_token -d refresh_token=*** -d client_id=***\n{"error":"invalid_grant","error_description":"expired access/refresh token"}',
    'not this: other-flow refresh_token',
  ],
  [
    'a user who declines',
    '{"error":"access_denied","error_description":"end-user denied authorization"}',
    'not this: other-flow web-server',
  ],
  [
    'the exchange of Data Cloud',
    '{"error":"invalid_subject_token","error_description":"x"} at https://acme.my.salesforce.com/services/a360/token',
    'open: token-format-jwt',
  ],
  [
    'Google',
    "google.auth.exceptions.RefreshError: ('invalid_grant: Invalid grant: account not found', {'error': 'invalid_grant', 'error_description': 'Invalid grant: account not found'})",
    'not this: other-vendor Google',
  ],
  [
    'Google, as JSON',
    '{\n "error": "invalid_grant",\n "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."\n}',
    'not this: other-vendor Google',
  ],
  [
    'Okta',
    'POST https://acme.okta.com/oauth2/v1/token\n{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}',
    'not this: other-vendor',
  ],
  [
    'Microsoft',
    '{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code or refresh token has expired due to inactivity."}',
    'not this: other-vendor Microsoft',
  ],
  [
    'DocuSign',
    'POST https://account-d.docusign.com/oauth/token\n400 {"error":"consent_required"}\n{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}',
    'not this: other-vendor',
  ],
  [
    'Box',
    'curl https://api.box.com/oauth2/token -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer\n{"error":"invalid_grant","error_description":"Please check the \'aud\' claim."}',
    'not this: other-vendor',
  ],
  [
    'a log without an error',
    '2026-11-17 INFO Salesforce JWT connector started\n2026-11-17 INFO salesforce oauth token obtained\n2026-11-17 INFO sync 3 rows',
    'not this: no-error',
  ],
  [
    'a login that worked',
    'POST /services/oauth2/token HTTP/1.1\nHost: acme.my.salesforce.com\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=***\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{"access_token":"***","scope":"api","instance_url":"https://acme.my.salesforce.com","id":"https://login.salesforce.com/id/00D/005","token_type":"Bearer"}',
    'healthy',
  ],
  [
    'an old Node',
    'Error: error:0909006C:PEM routines:get_name:no start line\n    at Sign.sign (internal/crypto/sig.js:110:29)\n    at jwa jsonwebtoken',
    'private-key-malformed (likely)',
  ],
  [
    'PHP',
    'PHP Warning:  openssl_sign(): Supplied key param cannot be coerced into a private key in /var/www/sf/jwt.php on line 12',
    'private-key-malformed (confirmed)',
  ],
  [
    'Ruby',
    'OpenSSL::PKey::RSAError (Neither PUB key nor PRIV key: nested asn1 error)\n salesforce jwt',
    'private-key-malformed (confirmed)',
  ],
  [
    'Go',
    "salesforce jwt: private key should be a PEM or plain PKCS1 or PKCS8; parse error: asn1: structure error: tags don't match",
    'private-key-malformed (confirmed)',
  ],
  [
    'Python and base64',
    'binascii.Error: Invalid base64-encoded string: number of data characters (1621) cannot be 1 more than a multiple of 4 # jwt.encode salesforce',
    'private-key-malformed (confirmed)',
  ],
  [
    '.NET',
    "System.InvalidCastException: Unable to cast object of type 'System.Security.Cryptography.RSACng' to type 'System.Security.Cryptography.RSACryptoServiceProvider'. at Salesforce.Jwt.Sign()",
    'private-key-malformed (confirmed)',
  ],
  [
    'HTML entities',
    '{&quot;error&quot;:&quot;invalid_grant&quot;,&quot;error_description&quot;:&quot;user hasn&#39;t approved this consumer&quot;}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'an escaped apostrophe',
    '{"error":"invalid_grant","error_description":"user hasn\\u0027t approved this consumer"}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'JSON in a log',
    'ERROR msg="{\\"error\\":\\"invalid_grant\\",\\"error_description\\":\\"ip restricted\\"}" svc=salesforce',
    'ip-restricted (likely)',
  ],
  [
    'a slash between',
    'oauth failed: invalid_grant / IP restricted or invalid login hours',
    'open: ip-restricted, outside-login-hours',
  ],
  [
    'pretty JSON',
    '{\n  "error_description" : "audience is invalid",\n  "error" : "invalid_grant"\n}',
    'open: wrong-audience, wrong-login-host',
  ],
  ['a shortened text', 'Salesforce: refresh_token scope is required...', 'refresh-scope-missing (likely)'],
  ['a repeated text', "user hasn't approved this consumer (x5)", 'open: approval-missing, wrong-login-host'],
  ['a status text', "400 Bad Request: user hasn't approved this consumer", 'open: approval-missing, wrong-login-host'],
  [
    'raise_for_status',
    'requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://login.salesforce.com/services/oauth2/token',
    'open: wrong-login-host, approval-missing',
  ],
  ['a code alone', 'invalid_grant', 'open: approval-missing, wrong-username'],
  [
    'curl -f',
    "curl -f https://login.salesforce.com/services/oauth2/token -d 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' -d assertion=$JWT\ncurl: (22) The requested URL returned error: 400",
    'open: wrong-login-host, approval-missing',
  ],
  [
    'curl with JSON',
    'curl -X POST https://login.salesforce.com/services/oauth2/token -H \'Content-Type: application/json\' -d \'{"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","assertion":"..."}\'\n{"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'wrong-http-request (confirmed)',
  ],
  [
    'curl with a scope',
    'curl https://login.salesforce.com/services/oauth2/token -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer -d scope=api -d assertion=***\n{"error":"invalid_request","error_description":"scope parameter not supported"}',
    'scope-parameter-sent (confirmed)',
  ],
  [
    'curl -F',
    'curl -F grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer -F assertion=x https://login.salesforce.com/services/oauth2/token\n{"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'wrong-http-request (confirmed)',
  ],
  [
    'curl -G',
    'curl -G https://login.salesforce.com/services/oauth2/token --data-urlencode "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer" --data-urlencode "assertion=$A"\n{"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'wrong-http-request (confirmed)',
  ],
  [
    'curl with another URN',
    'curl https://login.salesforce.com/services/oauth2/token -d "grant_type=urn:ietf:params:oauth:grant-type:jwt-bear" -d assertion=$A\n{"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'wrong-grant-type (confirmed)',
  ],
  [
    'curl to the page',
    'curl -X POST https://login.salesforce.com/services/oauth2/authorize -d "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer" -d assertion=$A',
    'wrong-http-request (confirmed)',
  ],
  [
    'curl --trace-ascii',
    '=> Send header, 180 bytes (0xb4)\n0000: POST /services/oauth2/token HTTP/1.1\n0026: Host: login.salesforce.com\n0042: Accept: */*\n004f: Content-Type: application/json\n=> Send data, 94 bytes (0x5e)\n0000: {"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","ass\n0040: ertion":"x"}\n<= Recv header, 26 bytes (0x1a)\n0000: HTTP/1.1 400 Bad Request\n<= Recv data, 83 bytes (0x53)\n0000: {"error":"unsupported_grant_type","error_description":"grant typ\n0040: e not supported"}',
    'wrong-http-request (confirmed)',
  ],
  [
    'the Login History',
    'Username\tLogin Time\tSource IP\tLogin Type\tStatus\tApplication\nci@acme.example.com\t11/17/2026 9:44:06 AM PST\t203.0.113.9\tRemote Access 2.0\tRestricted IP\tCI',
    'ip-restricted (confirmed)',
  ],
  [
    'the Login History of a success',
    'Username\tLogin Time\tSource IP\tLogin Type\tStatus\tApplication\nci@acme.example.com\t11/17/2026 9:44:06 AM PST\t203.0.113.9\tRemote Access 2.0\tSuccess\tCI',
    'open',
  ],
  [
    'the Login History as JSON',
    '{"records":[{"attributes":{"type":"LoginHistory"},"LoginTime":"2026-11-17T09:44:06.000+0000","Status":"Failed: Not approved for access","LoginType":"Remote Access 2.0","Application":"CI"}]}',
    'open: user-not-preauthorized, approval-missing',
  ],
  [
    'the CLI, masked',
    "sf org login jwt -o *** -i *** -f *** -r ***\nErrors encountered:\nuser hasn't approved this consumer\nuser hasn't approved this consumer\naudience is invalid  [audience=*** login=***/]",
    'open: approval-missing, wrong-login-host',
  ],
  [
    'claims of Python',
    "{'iss': '3MVG9abc.def.ghi.jkl.mno.pqr', 'sub': 'a@b.com', 'aud': ['https://login.salesforce.com'], 'exp': 1795439211}\n{\"error\":\"invalid_grant\",\"error_description\":\"audience is invalid\"}",
    'wrong-audience (confirmed)',
  ],
  [
    'a page with status 200',
    'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><head><title>Data Not Available</title></head><body>The data you were trying to access could not be found.</body></html>',
    'open: wrong-login-host, org-inactive',
  ],
  ['another program', "Error: ENOENT: no such file or directory, open 'package.json'", 'open'],
  [
    'a certificate of a proxy',
    'Error: unable to get local issuer certificate\n    at TLSSocket.onConnectSecure\n POST https://login.salesforce.com/services/oauth2/token',
    'endpoint-unreachable (confirmed)',
  ],
  [
    'an unknown host',
    'request to https://acme.my.salesforce.com/services/oauth2/token failed, reason: getaddrinfo ENOTFOUND acme.my.salesforce.com',
    'open: endpoint-unreachable, wrong-login-host',
  ],
  [
    'the CLI, refused again and again',
    'Access token has expired. Updating...\nAccess token has expired. Updating...\nAccess token has expired. Updating...\nsf data query',
    'open: token-format-jwt, api-access-control',
  ],
  [
    'a login that worked, and another error',
    'sf org login jwt -o ci@acme.example.com\nSuccessfully authorized ci@acme.example.com with org ID 00D5g00000AbCdEEAV\nsf project deploy start\nError (1): No source-backed components present in the package.',
    'open',
  ],
  [
    'a guess in a mail',
    'Hi, maybe the problem is "invalid assertion"? We get: {"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'a clock',
    'HTTP/1.1 400 Bad Request\nDate: Tue, 17 Nov 2026 09:44:06 GMT\nContent-Type: application/json\n\n{"error":"invalid_grant","error_description":"expired authorization code"}',
    'assertion-expired (likely)',
  ],
  [
    'a structured log',
    '{"ts":"2026","level":"error","logger":"sf","msg":"token request failed","status":400,"body":"{\\"error\\":\\"invalid_grant\\",\\"error_description\\":\\"invalid assertion\\"}"}',
    'open: certificate-mismatch, certificate-missing',
  ],
  [
    'lines of JSON',
    '{"level":"info","msg":"starting"}\n{"level":"error","msg":"salesforce","err":{"error":"invalid_app_access","error_description":"user is not admin approved to access this app"}}\n{"level":"info","msg":"exit"}',
    'user-not-preauthorized (likely)',
  ],
  [
    'a login that worked in the end',
    'attempt 1: invalid_grant: expired authorization code\nattempt 2: invalid_grant: expired authorization code\nattempt 3: Successfully authorized a@b.com with org ID 00D5g00000AbCdEEAV',
    'healthy',
  ],
  [
    'the console of Postman',
    'POST https://login.salesforce.com/services/oauth2/token\n400\n412 ms\nPOST /services/oauth2/token HTTP/1.1\nContent-Type: application/json\nUser-Agent: PostmanRuntime/7.39\nHost: login.salesforce.com\n\n{"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","assertion":"..."}\n\nHTTP/1.1 400 Bad Request\nContent-Type: application/json;charset=UTF-8\n\n{"error":"unsupported_grant_type","error_description":"grant type not supported"}',
    'wrong-http-request (confirmed)',
  ],
  [
    'a cut answer',
    'PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `POST https://test.salesforce.com/services/oauth2/token` resulted in a `400 Bad Request` response:\n{"error":"invalid_client_id","error_description":"client identifier (truncated...)\n in /var/www/x.php:113',
    'open: wrong-consumer-key, wrong-login-host',
  ],
  [
    'Spring',
    "org.springframework.security.oauth2.core.OAuth2AuthorizationException: [invalid_grant] user hasn't approved this consumer",
    'open: approval-missing, wrong-login-host',
  ],
  [
    'C#',
    'System.Exception: Response status code does not indicate success: 400 (Bad Request). Content: {"error_description":"user hasn\'t approved this consumer","error":"invalid_grant"}',
    'open: approval-missing, wrong-login-host',
  ],
  [
    'a login that worked, and its end',
    'Successfully authorized ci@acme.example.com with org ID 00D5g00000AbCdEEAV\n...\nERROR running force:source:deploy: This org appears to have a problem with its OAuth configuration. Reason: invalid_grant - expired access/refresh token',
    'not this: other-flow refresh-token',
  ],
  [
    'a password in a message',
    'Error: invalid_grant - authentication failure, grant_type=password&username=a%40b.com',
    'not this: other-flow password',
  ],
  [
    'the device flow',
    'POST https://login.salesforce.com/services/oauth2/token\ngrant_type=device&client_id=x&code=y\n\nHTTP/1.1 400\n\n{"error":"authorization_pending","error_description":"Authorization is pending"}',
    'not this: other-flow device',
  ],
  [
    'a token exchange',
    'POST https://acme.my.salesforce.com/services/oauth2/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=***\n\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{"error":"invalid_grant","error_description":"invalid assertion"}',
    'not this: other-flow token-exchange',
  ],
  [
    'SAML',
    'POST https://acme.my.salesforce.com/services/oauth2/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=***\n\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{"error":"invalid_grant","error_description":"invalid assertion"}',
    'not this: other-flow saml2-bearer',
  ],
  [
    'client credentials of an unknown app',
    'curl -X POST https://acme.my.salesforce.com/services/oauth2/token -d grant_type=client_credentials -d client_id=*** -d client_secret=***\n{"error":"invalid_client_id","error_description":"client identifier invalid"}',
    'not this: other-flow client_credentials',
  ],
  [
    'a web login',
    'sf org login web -r https://test.salesforce.com\nError (1): redirect_uri_mismatch: redirect_uri must match configuration',
    'not this: other-flow web-server',
  ],
  [
    'Zoom',
    'POST https://zoom.us/oauth/token\n{"reason":"Invalid authorization code","error":"invalid_grant"}',
    'not this: other-vendor',
  ],
  ['a gateway', '502 Bad Gateway from https://acme.my.salesforce.com/services/oauth2/token', 'platform-fault (likely)'],
  [
    'a command with a Lightning host',
    'sf org login jwt -o ci@acme.example.com -i 3MVG9abc.def.ghi.jkl -f server.key -r https://acme.lightning.force.com',
    'wrong-login-host (confirmed)',
  ],
  [
    'a command alone',
    'sf org login jwt -o ci@acme.example.com -i 3MVG9abc.def.ghi.jkl -f server.key -r https://acme.my.salesforce.com',
    'open',
  ],
  [
    'the CLI as old JSON',
    '{"status":1,"name":"JwtGrantError","message":"Error authenticating with JWT config due to: audience is invalid","exitCode":1}',
    'open: wrong-audience, wrong-login-host',
  ],
  [
    'a status per run, and a second user who gets a token',
    '# the job itself\nrequests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://acme.my.salesforce.com/services/oauth2/token\n# with a second user, nothing else changed\ntoken received',
    'open: approval-missing, wrong-username',
  ],
  [
    'two users with the same list of errors',
    '# as the other user, same app and key\nsf org login jwt --username other@acme.example.com --client-id 3MVG9abc.def.ghi.jkl --jwt-key-file server.key --instance-url https://acme.my.salesforce.com\nError (JwtGrantError): Error authenticating with JWT.\nErrors encountered:\nauthentication failure\nauthentication failure\n# the job itself\nsf org login jwt --username ci@acme.example.com --client-id 3MVG9abc.def.ghi.jkl --jwt-key-file server.key --instance-url https://acme.my.salesforce.com\nError (JwtGrantError): Error authenticating with JWT.\nErrors encountered:\nauthentication failure\nauthentication failure',
    'high-assurance-required (likely)',
  ],
  [
    'the CLI as JSON, then a success in words',
    '{"name":"JwtGrantError","message":"Error authenticating with JWT.\\nErrors encountered:\\naudience is invalid\\naudience is invalid","exitCode":1,"status":1}\nSuccessfully authorized ci@acme.example.com with org ID 00D8d000004XyZaEAK',
    'healthy',
  ],
  [
    'the CLI as JSON, and a second user who logs in',
    '# the job itself\n{"name":"JwtGrantError","message":"Error authenticating with JWT.\\nErrors encountered:\\ninactive user\\ninactive user","exitCode":1,"status":1}\n# as the other user, same app and key\nSuccessfully authorized other@acme.example.com with org ID 00D8d000004XyZaEAK',
    'user-inactive (likely)',
  ],
  [
    'a login as JSON after a failure',
    '{"name":"JwtGrantError","message":"Error authenticating with JWT.\\nErrors encountered:\\naudience is invalid\\naudience is invalid","exitCode":1,"status":1}\n{"status":0,"result":{"username":"ci@acme.example.com","orgId":"00D8d000004XyZaEAK","privateKey":"/builds/server.key"},"warnings":[]}',
    'healthy',
  ],
  [
    'words about the user and the administrator, which set no login apart',
    'The login fails for my user. We checked with the admin that all is fine.\n{"error":"invalid_grant","error_description":"audience is invalid"}',
    'open: wrong-audience, wrong-login-host',
  ],
  [
    'a laptop with a user of its own',
    'We refreshed the sandbox on Friday. The org is a sandbox. Permitted Users is "All users may self-authorize".\n\n{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}\n\nOn my laptop with my own user it works.',
    'open: approval-lost, wrong-username',
  ],
];

async function outcome(text: string): Promise<string> {
  const { outOfScope, diagnosis, verdict } = toReport(examine(await readPaste(text, 'paste')), { version: '1' });
  if (outOfScope) {
    const detail = /^(?:https?:|$)/.test(outOfScope.detail) ? '' : ` ${outOfScope.detail}`;
    return `not this: ${outOfScope.what}${detail}`;
  }
  if (diagnosis.cause) return `${diagnosis.cause.id} (${diagnosis.cause.confidence})`;
  if (verdict === 'healthy') return verdict;
  const open = diagnosis.alternatives.slice(0, 2).map(({ id }) => id);
  return open.length === 0 ? 'open' : `open: ${open.join(', ')}`;
}

it.each(PASTES)('%s', async (_name, text, expected) => {
  expect(await outcome(text)).toBe(expected);
});
