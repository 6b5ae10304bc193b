import { loginsOfCommands } from '../login-commands.js';
import type { WrittenLogin } from './login.js';
import { loginOfProgram } from './program.js';
import { entriesOfJson, entriesOfLines, entriesOfXml, loginsOfSettings } from './settings.js';
import { loginsOfYaml } from './yaml.js';

/** One kind of file that sets up a login without showing its outcome. */
export interface Kind {
  readonly id: string;
  /** Its description for the documentation. */
  readonly title: string;
  readonly recognises: (text: string, json: unknown) => boolean;
  /** The file is program text only, so no run printed the errors inside. */
  readonly isProgram?: true;
  readonly read: (text: string, json: unknown) => Promise<WrittenLogin[]> | WrittenLogin[];
}

const lines = (text: string) => text.split('\n');

// Something of Salesforce or of a JWT login: other files of these kinds are looked at no further.
const OURS = /salesforce|sfdx|force\.com|\bsf org\b|jwt[-_]bearer|auth:jwt:grant|3MVG9/i;
const BUILDS_JWT =
  /jwt-bearer|\bjwt[.:]+(?:encode|sign|create|builder)|\bJWT(?:::|\.)|Jwts\.builder|JwtBuilder|JwtSecurityToken|SignJWT|Auth\.JW[TS]|RSASHA256|new Jwt\b|jsonwebtoken|NewWithClaims|importPKCS8|openssl_sign|createSign\(|simple_salesforce|privatekey_file|authorize\(\s*\{\s*grant_type|Restforce\.new/;

/** True for a text in which a program builds a signed JWT or hands one to Salesforce. */
export function buildsJwt(text: string): boolean {
  return BUILDS_JWT.test(text);
}

const yaml = (id: string, title: string, ...marks: readonly RegExp[]): Kind => ({
  id,
  title,
  recognises: (text, json) => json === undefined && marks.every((mark) => mark.test(text)) && OURS.test(text),
  read: (text) => loginsOfYaml(text),
});

const script = (id: string, title: string, ...marks: readonly RegExp[]): Kind => ({
  id,
  title,
  recognises: (text, json) => json === undefined && marks.every((mark) => mark.test(text)) && OURS.test(text),
  read: (text) => {
    const commands = loginsOfCommands(lines(text));
    return commands.length > 0 ? commands : loginsOfSettings(entriesOfLines(lines(text)));
  },
});

const program = (id: string, title: string, ...marks: readonly RegExp[]): Kind => ({
  id,
  title,
  recognises: (text, json) =>
    json === undefined && marks.every((mark) => mark.test(text)) && BUILDS_JWT.test(text) && isMostlyCode(text),
  isProgram: true,
  read: (text) => programLogins(text),
});

function programLogins(text: string): WrittenLogin[] {
  const login = loginOfProgram(lines(text));
  return login === undefined ? [] : [login];
}

const CODE =
  /^[ \t]*$|^[ \t]*(?:\/\/|#|\*|\/\*|--|"""|''')|[;{}()[\],:>]\s*(?:\/\/.*|#.*)?$|^[ \t]*(?:import|from|require|use|using|package|return|def|end|const|let|var|if|else|raise|throw|try|await|fi|then|do|done|begin|rescue)\b|^[ \t]*[\w.$@[\]"']+\s*(?::|=|\+=|=>|:=)\s*\S|^[ \t]*["'+.|?&)]/;
// Stack traces, transcripts, lines with a time, and the name of an exception before its message.
const OUTPUT =
  /^[ \t]*(?![ \t])(?:at \S+ \(|Traceback \(most|HTTP\/[\d.]+ \d{3}|\{\\?"error"|< |> (?:POST|GET)|\[?\d{4}-\d\d-\d\d[T ]\d|\d{1,2}:\d\d:\d\d[.:,]\d|(?:[A-Z]\w* ){0,3}(?:Fatal |Client |Server )?[Ee]rror(?: \w+)?:\s|(?:Caused by|Uncaught|Exception in|panic|ERROR)\b:?\s|[^/#*"'`=]*\{\\?"error\\?"\s*:|[\w.$:\\/]*(?:Exception|Error|Failed|Failure)(?: \([^)\n]*\))?:\s)/;

/** True for a text that is a program and nothing else: no words around it, and no output of a run. */
function isMostlyCode(text: string): boolean {
  const all = lines(text).filter((line) => line.trim() !== '');
  const code = all.filter((line) => CODE.test(line)).length;
  return code > all.length * 0.8 && !all.some((line) => OUTPUT.test(line));
}

function settings(id: string, title: string, recognises: Kind['recognises'], read: Kind['read']): Kind {
  return { id, title, recognises, read };
}

const isSettingsText = (text: string): boolean => {
  const told = lines(text).filter((line) => line.trim() !== '' && !/^[ \t]*(?:#|;|\/\/|\[|\})/.test(line));
  const set = told.filter(
    (line) =>
      /^[ \t]*(?:export\s+)?[A-Za-z_][\w.-]*\s*[=:]\s*\S*/.test(line) &&
      !/^[ \t]*\w+:\s.*\s(?:failed|error|denied)\b/i.test(line),
  );
  return told.length > 1 && set.length > told.length * 0.9;
};

/** Every kind of file that sets up a login. The first one that recognises a file reads it. */
export const KINDS: readonly Kind[] = [
  yaml('github-workflow', 'a GitHub workflow', /^(?:on|"on"|'on'):/m, /^jobs:/m),
  yaml('github-action', 'a GitHub action (`action.yml`)', /^runs:[ \t]*$/m, /^[ \t]+using:/m),
  yaml(
    'azure-pipeline',
    'an Azure pipeline',
    /^[ \t]*(?:-[ \t]*)?(?:script|bash|pwsh|powershell|task):/m,
    /^(?:pool|trigger):|vmImage|displayName/m,
  ),
  yaml('bitbucket-pipeline', 'a Bitbucket pipeline', /^pipelines:/m),
  yaml('circleci', 'a CircleCI configuration', /^version:[ \t]*["']?2/m, /^(?:jobs|orbs|workflows|commands):/m),
  yaml('gitlab-ci', 'a GitLab CI file', /^[ \t]+(?:script|before_script|after_script):/m),
  yaml('travis', 'a Travis CI file', /^(?:language|dist|sudo|before_install|install|script|before_script):/m),
  yaml('kubernetes', 'a Kubernetes manifest or Helm values', /^(?:apiVersion|kind):[ \t]/m),
  yaml('docker-compose', 'a Docker Compose file', /^services:[ \t]*$/m),
  yaml('ansible', 'an Ansible playbook', /^-[ \t]+(?:hosts|name):/m, /^[ \t]+(?:tasks|vars|roles):/m),
  yaml('insomnia', 'an Insomnia export (YAML)', /^type:[ \t]*(?:collection|environment)\.insomnia/m),
  yaml('other-yaml', 'settings in YAML, such as those of an application', /^[\w-]+:[ \t]*\n[ \t]+[\w-]+:/),
  script(
    'jenkinsfile',
    'a Jenkinsfile',
    /^[ \t]*(?:pipeline|node)[ \t]*(?:\([^)]*\)[ \t]*)?\{|\bstage[ \t]*\([ \t]*["']/m,
  ),
  script('shell-script', 'a shell script', /^#!.*\b(?:ba|z|k|da)?sh\b/),
  script(
    'powershell-script',
    'a PowerShell script',
    /^[ \t]*(?:param[ \t]*\(|\$ErrorActionPreference|Set-StrictMode|#Requires)/im,
  ),
  script('batch-file', 'a Windows batch file', /^[ \t]*@echo off/im),
  script('makefile', 'a Makefile', /^[\w.-]+:[^\n=]*\n\t/m),
  script('dockerfile', 'a Dockerfile', /^FROM[ \t]+\S/m, /^(?:RUN|ENV|ENTRYPOINT|CMD|COPY)[ \t]/m),
  program(
    'apex',
    'an Apex class',
    /\bAuth\.JW[TS]\b|\bSystem\.debug\(|\b(?:global|public)[ \t]+(?:with sharing |without sharing )?class\b/,
  ),
  program('java', 'a Java or Kotlin program', /^[ \t]*(?:package|import)[ \t]+[\w.]+;?|Jwts\.builder|JWT\.create\(/m),
  program('csharp', 'a C# program', /^[ \t]*using[ \t]+[\w.]+;|JwtSecurityToken|FormUrlEncodedContent/m),
  program('go', 'a Go program', /^package[ \t]+\w+|jwt\.NewWithClaims|func[ \t]+\w+\(/m),
  program('php', 'a PHP program', /<\?php|\bopenssl_sign\(|JWT::encode|->(?:issuedBy|permittedFor)\(/),
  program('ruby', 'a Ruby program', /^[ \t]*(?:require|gem)[ \t]+["']|JWT\.encode|Restforce\.new/m),
  program('python', 'a Python program', /^[ \t]*(?:import|from)[ \t]+\w+|jwt\.encode\(|Salesforce\(/m),
  program(
    'node',
    'a JavaScript or TypeScript program',
    /\brequire\(|^[ \t]*import\s|=>|\bconst[ \t]+\w+[ \t]*=|pm\.\w+/m,
  ),
  settings(
    'bruno',
    'a Bruno request',
    (text) => /^meta[ \t]*\{/m.test(text) && /^(?:post|get)[ \t]*\{/m.test(text),
    (text) => programLogins(text.replace(/^[ \t]*body:form-urlencoded[ \t]*\{/m, 'x-www-form-urlencoded {')),
  ),
  settings(
    'terraform',
    'a Terraform file',
    (text, json) =>
      json === undefined &&
      /^[ \t]*(?:resource|variable|provider|locals|module|data)\b[^\n]*\{/m.test(text) &&
      OURS.test(text),
    (text) => loginsOfSettings(entriesOfLines(lines(text))),
  ),
  settings(
    'mule',
    'a Mule configuration',
    (text) => /<mule\b|salesforce:(?:sfdc-config|config|oauth-jwt|cached-basic)/.test(text),
    (text) =>
      loginsOfSettings(
        entriesOfXml(text).map((entry) => ({ ...entry, name: entry.name, within: `salesforce ${entry.within}` })),
      ),
  ),
  settings(
    'xml-settings',
    'settings in XML',
    (text, json) =>
      json === undefined &&
      /^[ \t]*(?:<\?xml[\s\S]{0,200}\?>\s{0,9})?<(?:configuration|properties|beans|settings|config|appSettings)\b/i.test(
        text,
      ) &&
      OURS.test(text),
    (text) => loginsOfSettings(entriesOfXml(text)),
  ),
  settings(
    'env-file',
    'an `.env` file, a properties file or an INI file',
    (text, json) => json === undefined && OURS.test(text) && isSettingsText(text),
    (text) => loginsOfSettings(entriesOfLines(lines(text))),
  ),
  settings(
    'n8n',
    'an n8n workflow or credential',
    (_, json) => has(json, 'nodes') && has(json, 'connections'),
    (_, json) => loginsOfSettings(entriesOfJson(json)),
  ),
  settings(
    'airflow',
    'an Airflow connection',
    (_, json) => /"conn_type"|"conn_id"/.test(JSON.stringify(json) ?? ''),
    (_, json) =>
      loginsOfSettings(entriesOfJson(json).map((entry) => ({ ...entry, within: `salesforce ${entry.within}` }))),
  ),
  settings(
    'insomnia-json',
    'an Insomnia export (JSON)',
    (_, json) => has(json, '__export_format') || has(json, 'resources'),
    (_, json) => loginsOfSettings(entriesOfJson(json)),
  ),
  settings(
    'postman-environment',
    'a Postman environment',
    (_, json) => has(json, '_postman_variable_scope'),
    (_, json) => loginsOfSettings(entriesOfJson(json)),
  ),
  settings(
    'json-settings',
    'settings in JSON, such as those of an application or a function',
    (text, json) => isPlainObject(json) && OURS.test(text),
    (_, json) => loginsOfSettings(entriesOfJson(json)),
  ),
];

function isPlainObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function has(json: unknown, name: string): boolean {
  return isPlainObject(json) && name in (json as object);
}
