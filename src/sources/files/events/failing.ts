// Words by which a program says that it failed; a line that says the opposite, or counts nothing, is no failure.
const FAILS =
  /\b(?:error|errors|errored|failed|failure|fails|fatal|exception|denied|refused|rejected|unauthori[sz]ed|forbidden|unable to|could(?:n't| not)|cannot|can't|not found|not have access|no access|no such|timed? ?out|expired|invalid|aborted|unreachable|unavailable|traceback|panic)\b|exit(?:ed)?(?: with)?(?: error)?(?: code| status)? [1-9]|\bHTTP\/?[\d. ]{0,4}[45]\d\d\b|\b[45]\d\d (?:Bad|Unauthorized|Forbidden|Not Found|Internal|Service|Gateway)|(?:Error|Exception)\b/i;
// Codes of systems, such as ENOENT.
const CODE = /\bE[A-Z]{4,}\b/;
// The same in other languages: German, French, Spanish, Portuguese, Italian, Dutch, Polish; Chinese, Japanese, Korean.
const FAILS_ELSEWHERE =
  /(?<!\p{L})(?:fehler|fehlgeschlagen|verweigert|abgelehnt|ung(?:ü|ue)ltig|erreur|[ée]chec|[ée]chou[ée]e?|refus[ée]e?|fall[óoa]|fallido|denegad[oa]|rechazad[oa]|falha|falhou|recusad[oa]|negad[oa]|errore|fallit[oa]|negato|rifiutat[oa]|mislukt|fout|geweigerd|nie powiod)|b(?:ł|l)(?:ą|a)d\b|失敗|失败|错误|錯誤|エラー|拒否|拒绝|無効|无效|실패|오류|거부/iu;
const HARMLESS =
  /\b(?:0|no|without|zero) (?:errors?|failures?|failed|warnings?|exceptions?)\b|\berrors?["']?\s*[:=]\s*(?:0|null|none|false|\[\]|undefined)\b|\bfailed\s*[:=]\s*0\b|\b(?:warn|warning|notice|deprecat\w+|info|debug)\b|\bif\b.{0,40}\b(?:fail|error)|on[_-]?(?:error|failure)|continue-on-error|--no-fail|set -e|trap\b|\bpassed\b|\bretr(?:y|ies)\b.{0,20}succe/i;

/** True for a line by which a program, a runner or a server says that something failed. */
export function saysFailure(line: string): boolean {
  return (
    line.length < 20_000 && (FAILS.test(line) || CODE.test(line) || FAILS_ELSEWHERE.test(line)) && !HARMLESS.test(line)
  );
}

// A client's own sentence around an error whose words may be unknown.
const OF_CLIENT =
  /\b(?:JwtGrantError|JwtAuthError|JWTAuthError|AuthInfoCreationError|SalesforceAuthenticationFailed|JwtGrant|OAuthInvalid\w*Error|SfdxError|SfError)\b|ERROR running (?:auth|force:auth|org[: ]login)|Error authenticating with JWT|We encountered a JSON web token error|auth(?:entication|orization)? (?:to Salesforce )?failed|JWT (?:login|grant|bearer|token exchange)[^\n]{0,60}failed|request to \S+ failed, reason/i;

/** True for a sentence in which a client says that a Salesforce login failed. */
export function isClientSentence(line: string): boolean {
  return line.length < 20_000 && OF_CLIENT.test(line);
}
