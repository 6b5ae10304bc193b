const MASKS: readonly RegExp[] = [
  /\*{3,}/, // GitHub, GitLab, Jenkins, sfdx-hardis, troubleshoot
  /^\[?(MASKED|REDACTED|HIDDEN|SECRET)\]?$/i,
  /^\[REDACTED\]/,
  /\b(redacted|hidden)\]|\[REDACTED\]/i,
  /<[^<>]*\b(HIDDEN|REDACTED)\b[^<>]*>/i,
  /^<[^<>\n]{1,60}>$/, // <clientId>
  /^\[[a-z][A-Za-z0-9 _-]{1,60}\]$/, // [redirectUri]
  /^\{\{[^{}]{1,80}\}\}$/, // an unresolved Postman variable
  /^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/, // an unresolved shell variable
  /^%[A-Za-z_][A-Za-z0-9_]*%$/,
  /^(.)\1{2,}$/, // xxx, ----, 000
  /^x{3,}@|@x{3,}\./i, // xxx@xxx.com
  /\/\/(x{3,}|<[^>]+>|\.{3})(\.|-|\/|$)/i, // https://XXX.force.com
  /^(\.{3}|…)$/,
  /^3MVG[\w.]*(x{3,}|\.{3}|…)$/i, // 3MVG9xxx…
  /^eyJ[\w.-]*(\.{3}|…)$/,
  /^(YOUR|MY|THE|INSERT|SOME)_[A-Z]+(_[A-Z]+)*$/, // YOUR_CONSUMER_KEY
  /^(CONSUMER|CLIENT)[_-]?(KEY|ID|SECRET)([_-]\w+)*$/i, // CONSUMER_KEY_OF_THE_APP
  /^(USER_?NAME|INSTANCE_URL|LOGIN_URL|PRIVATE_KEY)$/,
  /^(your|insert)[ _-](own[ _-])?(consumer|client|connected|private|user|sandbox|org|app|api|jwt)(?![a-z])/i, // your consumer key
  /^(my|the|some)[ _-](consumer[ _-]?key|client[ _-]?(id|secret)|private[ _-]?key|user[ _-]?name)(?![a-z])/i, // my_client_id
];

/** True for a mask or placeholder (`***`, `[REDACTED]`, `<clientId>`): the value is unknown, never wrong. */
export function isMasked(value: string): boolean {
  const trimmed = value.trim();
  return trimmed !== '' && trimmed.length < 4096 && MASKS.some((mask) => mask.test(trimmed));
}
