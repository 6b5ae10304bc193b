import { clientOf } from '../../../answers/clients.js';
import type { Field, Setting, WrittenLogin } from './login.js';
import { lifetimeOf } from './lifetime.js';
import { fieldOf } from './names.js';
import { filled, variablesOf, type Variables } from './values.js';

const LINE_COMMENT = /^\s*(?:\/\/|#(?!\{|!)|--\s|\*|;)/;
const END_COMMENT = /\s(?:\/\/|#)\s.*$/;

/** The lines of a program without comments; the number of lines stays the same. */
function withoutComments(lines: readonly string[]): string[] {
  let isComment = false;
  let quote = '';
  return lines.map((line) => {
    if (line.length > 4000) return '';
    if (quote !== '') {
      if (line.includes(quote)) quote = '';
      return '';
    }
    if (isComment) {
      if (line.includes('*/')) isComment = false;
      return '';
    }
    // A text that documents a function: three quotation marks, and no assignment of it.
    const doc = /^\s*(?:[rf])?("""|''')/.exec(line)?.[1];
    if (doc !== undefined) {
      if (line.split(doc).length === 2) quote = doc;
      return '';
    }
    if (/^\s*\/\*/.test(line)) {
      isComment = !line.includes('*/');
      return '';
    }
    return LINE_COMMENT.test(line) ? '' : line.replace(END_COMMENT, '');
  });
}

const STRING = /^\s*(?:[rbfu]|\$@?|@)?(["'`])((?:\\.|(?!\1).)*)\1\s*$/;
const CONSTANT =
  /^\s*(?:(?:export|public|private|protected|internal|static|final|readonly|const|let|var|val|my|our|def|String|string|auto)\s+){0,5}(?:self\.|this\.|@|\$)?([A-Za-z_]\w{0,60})\s*(?::\s*\w+\s*)?:?=\s*(.{1,400}?)\s*[;,]?\s*$/;
const DEFAULT = /(?:\|\||\?\?|\?:|,)\s*(["'])((?:https?:\/\/)[^"']{4,200})\1\s*\)?\s*$/;

/** The text of an expression: a string, or a name that is one. Undefined for what only a run would tell. */
function textOf(expression: string, constants: Variables): string | undefined {
  const plain = expression
    .trim()
    .replace(/[;,]\s*$/, '')
    .trim();
  const [, quote, string] = STRING.exec(plain) ?? [];
  if (string !== undefined) {
    const isTemplate = /^\s*(?:f|\$)/.test(plain) || quote === '`' || /#\{/.test(string);
    return filled(
      isTemplate ? string.replace(/[$#]?\{(\w+)\}/g, (whole, name: string) => constants.get(name) ?? whole) : string,
    );
  }
  if (/^(?:self\.|this\.|@|\$)?[A-Za-z_]\w*$/.test(plain))
    return constants.get(plain.replace(/^(?:self\.|this\.|@|\$)/, ''));
  // A setting of the environment with a host that the program falls back to.
  return filled(DEFAULT.exec(plain)?.[2]);
}

function constantsIn(lines: readonly string[]): Variables {
  const found: [string, string][] = [];
  for (const line of lines) {
    const [, name, expression] = CONSTANT.exec(line) ?? [];
    const text = expression === undefined ? undefined : textOf(expression, new Map());
    if (name !== undefined && text !== undefined) found.push([name, text]);
  }
  return variablesOf(found);
}

/** The expression that begins at an index: up to the comma or bracket that ends it. */
function expressionAt(line: string, from: number): string {
  let depth = 0;
  let quote = '';
  for (let index = from; index < line.length; index += 1) {
    const char = line[index]!;
    if (quote !== '') {
      if (char === '\\') index += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) {
      depth -= 1;
      if (depth < 0) return line.slice(from, index);
    } else if ((char === ',' || char === ';') && depth === 0) return line.slice(from, index);
  }
  return line.slice(from);
}

type Claim = 'iss' | 'sub' | 'aud' | 'exp';
const CLAIMS: Readonly<Record<Claim, Field | undefined>> = {
  iss: 'issuer',
  sub: 'subject',
  aud: 'audience',
  exp: undefined,
};

// The ways in which programs set a claim: entries of a map, builders, arguments, and members.
const FORMS: readonly RegExp[] = [
  /["':]?\b(iss|sub|aud|exp)\b["']?\]?\s*(?::|=>|=(?!=))\s*/g,
  /["'](iss|sub|aud|exp)["']\s*,\s*/g,
  /\b(?:JwtRegisteredClaimNames|Claims|JwtClaimTypes)\.(Iss|Sub|Aud|Exp|ISSUER|SUBJECT|AUDIENCE|EXPIRATION)\s*,\s*/g,
  /(?:\.|->)(?:set|with|add)?(Issuer|Subject|Audience|Iss|Sub|Aud|issuer|subject|audience|issuedBy|relatedTo|permittedFor)\s*\(\s*/g,
  /\b(Issuer|Subject|Audience|issuer|subject|audience)\s*(?::|=(?!=))\s*/g,
];
const NAMES: Readonly<Record<string, Claim>> = {
  iss: 'iss',
  issuer: 'iss',
  issuedby: 'iss',
  sub: 'sub',
  subject: 'sub',
  relatedto: 'sub',
  aud: 'aud',
  audience: 'aud',
  permittedfor: 'aud',
  exp: 'exp',
  expiration: 'exp',
};

interface Claims {
  readonly settings: Partial<Record<Field, Setting>>;
  readonly expiresAt?: { readonly value: number; readonly line: number };
  readonly lifetime?: { readonly value: number; readonly line: number };
  /** The line of `iss`, where it is given a variable named after a user, and `sub` one named after an app. */
  readonly swappedAt?: number;
}

/** The part of a login that a variable is named after. */
function namedAfter(expression: string): Field | 'key' | undefined {
  const name = /^\s*(?:[\w.$@]*[.$@>])?([A-Za-z_]\w{1,60})\s*(?:\(\s*\))?\s*$/.exec(expression)?.[1];
  const isEmail = name !== undefined && /e_?mail(?:address)?$/i.test(name);
  return name === undefined ? undefined : isEmail ? 'subject' : fieldOf(name);
}

function audienceOf(expression: string, constants: Variables): string | readonly string[] | undefined {
  const list = /^\s*(?:\[|new\s+(?!\s)\w*\[?\]?\s*\{|jwt\.ClaimStrings\{|List\.of\(|array\()(.*?)[\]})]?\s*$/.exec(
    expression,
  )?.[1];
  if (list === undefined) return textOf(expression, constants);
  const [only, ...others] = list.split(',').map((one) => textOf(one, constants));
  return only === undefined || others.some((one) => one === undefined) ? undefined : [only, ...(others as string[])];
}

function claimsIn(lines: readonly string[], constants: Variables): Claims {
  const settings: Partial<Record<Field, Setting>> = {};
  let expiresAt: Claims['expiresAt'];
  let lifetime: Claims['lifetime'];
  const names: Partial<Record<Field, { readonly of: Field | 'key'; readonly line: number }>> = {};
  lines.forEach((line, index) => {
    for (const form of FORMS)
      for (const match of line.matchAll(form)) {
        const claim = NAMES[match[1]!.toLowerCase()]!;
        const expression = expressionAt(line, match.index + match[0].length);
        const field = CLAIMS[claim];
        if (field === undefined) {
          const literal = /^\s*(\d{10}|\d{13})\s*$/.exec(expression)?.[1];
          if (literal !== undefined) expiresAt ??= { value: Number(literal), line: index + 1 };
          const span = lifetimeOf(expression);
          if (span !== undefined) lifetime ??= { value: span, line: index + 1 };
          continue;
        }
        const of = namedAfter(expression);
        if (of !== undefined) names[field] ??= { of, line: index + 1 };
        const value = field === 'audience' ? audienceOf(expression, constants) : textOf(expression, constants);
        if (settings[field]?.value === undefined && expression.trim() !== '')
          settings[field] = { value, line: index + 1 };
      }
  });
  const isSwapped = names.issuer?.of === 'subject' && names.subject?.of === 'issuer';
  return {
    settings,
    ...(expiresAt && { expiresAt }),
    ...(lifetime && { lifetime }),
    ...(isSwapped && { swappedAt: names.issuer!.line }),
  };
}

const ALGORITHM =
  /\balg(?:orithms?)?["']?\s*(?::|=>|=(?!=))\s*\[?\s*["']([A-Z]{2}\d{3})["']|\bSignatureAlgorithm\.([A-Z]{2}\d{3})\b|\bSigningMethod([A-Z]{2}\d{3})\b|\b(?:JWT::encode|JWT\.encode|jwt\.encode|jwt\.sign|jwt::encode)\s*\([^\n]*["']([A-Z]{2}\d{3})["']|\bJWSAlgorithm\.([A-Z]{2}\d{3})\b|setProtectedHeader\([^\n]*["']([A-Z]{2}\d{3})["']/;
const HMAC = /\bAlgorithm\.HMAC(\d{3})\b|\bSecurityAlgorithms\.HmacSha(\d{3})/;
const RSA = /\bAlgorithm\.RSA(\d{3})\b|\bSecurityAlgorithms\.RsaSha(\d{3})/;

function algorithmIn(lines: readonly string[]): Setting | undefined {
  for (const [index, line] of lines.entries()) {
    const named = ALGORITHM.exec(line)?.slice(1).find(Boolean);
    const [hmac, rsa] = [HMAC, RSA].map((pattern) => pattern.exec(line)?.slice(1).find(Boolean));
    const value =
      named ?? (hmac === undefined ? undefined : `HS${hmac}`) ?? (rsa === undefined ? undefined : `RS${rsa}`);
    if (value !== undefined) return { value, line: index + 1 };
  }
  return undefined;
}

const GRANT = /\bgrant_?type\b["']?\s*(?::|=>|=(?!=)|,)\s*["'`]?(urn:[\w:.-]{5,80}|[a-z_]{6,40})\b/i;
const HOST = /https?:\/\/[\w.${}#-]{3,120}\/services\/oauth2\/token/;
const LOGIN_URL =
  /\b(?:login_?url|token_?url|auth_?url|instance_?url|token_?endpoint|login_?host|auth_?server|base_?url|endpoint|url)\b["']?\s*(?::(?!:)|=>|=(?!=))\s*(.{3,200})/i;
const SIMPLE_DOMAIN = /\bdomain\s*=\s*["'](login|test|[\w.-]+\.my)["']/;

function hostIn(lines: readonly string[], constants: Variables): Setting | undefined {
  for (const [index, line] of lines.entries()) {
    const url = HOST.exec(line)?.[0];
    if (url !== undefined) return { value: textOf(`\`${url}\``, constants), line: index + 1 };
  }
  for (const [index, line] of lines.entries()) {
    const domain = SIMPLE_DOMAIN.exec(line)?.[1];
    if (domain !== undefined) return { value: `https://${domain}.salesforce.com`, line: index + 1 };
    const match = LOGIN_URL.exec(line);
    if (match === null) continue;
    const value = textOf(expressionAt(match[1]!, 0), constants);
    if (value !== undefined && /^https:\/\/[\w.-]+\.(?:salesforce|force)\.com/.test(value))
      return { value, line: index + 1 };
  }
  return undefined;
}

const JSON_BODY =
  /\bjson\s*=\s*[\w{]|["']?Content-Type["']?\s*(?::|,|=>|\]\s*=)\s*["']?application\/json|JSON\.stringify\(|json_encode\(|["']json["']\s*=>|"application\/json"|MediaType\.APPLICATION_JSON\b|\.to_json\b|JSON\.serialize\(|PostAsJsonAsync|\bjson\.(?:dumps|Marshal)\(/;
const FORM_BODY =
  /x-www-form-urlencoded|URLSearchParams|qs\.stringify|querystring|FormUrlEncodedContent|PostForm|post_form|form_params|http_build_query|\bdata\s*=\s*\w|url\.Values|UrlEncodedFormEntity|APPLICATION_FORM_URLENCODED|FormBody|EncodingUtil\.urlEncode|\bform\s*[:(]/;
const NEAR = 12;

/** How the body of the token request is made, where the lines around the grant type or the URL use one way only. */
function bodyIn(lines: readonly string[]): Setting | undefined {
  const at = lines.findIndex((line) => GRANT.test(line) || HOST.test(line));
  if (at === -1) return undefined;
  const near = lines.slice(Math.max(0, at - NEAR), at + NEAR);
  const json = near.findIndex((line) => JSON_BODY.test(line));
  if (json === -1 || near.some((line) => FORM_BODY.test(line))) return undefined;
  return { value: 'application/json', line: Math.max(0, at - NEAR) + json + 1 };
}

// Arguments by which a client library is given the app and the user.
const ARGUMENTS: readonly (readonly [Field, RegExp])[] = [
  ['issuer', /\b(?:consumer_?key|client_?id)["']?\s*(?::(?!:)|=>|=(?!=))\s*/i],
  ['subject', /\b(?:user_?name|principal)["']?\s*(?::(?!:)|=>|=(?!=))\s*/i],
];

function argumentsIn(lines: readonly string[], constants: Variables): Partial<Record<Field, Setting>> {
  const settings: Partial<Record<Field, Setting>> = {};
  lines.forEach((line, index) => {
    for (const [field, pattern] of ARGUMENTS) {
      const match = pattern.exec(line);
      const value = match === null ? undefined : textOf(expressionAt(line, match.index + match[0].length), constants);
      const fits = value !== undefined && (field === 'subject') === value.includes('@');
      if (fits) settings[field] ??= { value, line: index + 1 };
    }
  });
  return settings;
}

/** The login that a program makes: literal claims, algorithm, host, grant type and body. Undefined where it tells nothing. */
export function loginOfProgram(whole: readonly string[]): WrittenLogin | undefined {
  const lines = withoutComments(whole);
  const constants = constantsIn(lines);
  const { settings: claims, ...times } = claimsIn(lines, constants);
  const [algorithm, host, contentType] = [algorithmIn(lines), hostIn(lines, constants), bodyIn(lines)];
  const grantLine = lines.findIndex((line) => GRANT.test(line));
  const grant = grantLine === -1 ? undefined : GRANT.exec(lines[grantLine]!)![1];
  const client = clientOf(lines.join('\n').slice(0, 200_000));
  const settings: Partial<Record<Field, Setting>> = {
    ...argumentsIn(lines, constants),
    ...claims,
    ...(algorithm && { algorithm }),
    ...(host && { loginUrl: host }),
    ...(contentType && { contentType }),
    ...(grant !== undefined && /^urn:|_|password/.test(grant) && { grantType: { value: grant, line: grantLine + 1 } }),
  };
  return Object.values(settings).every(({ value }) => value === undefined)
    ? undefined
    : { settings, ...(client !== undefined && { client }), ...times };
}
