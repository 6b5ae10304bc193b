import type { Client } from './client.js';
import { words } from './words.js';
import { curl, curlVerbose } from './curl.js';
import { answersAsFacts } from './answers-as-facts.js';
import { har } from './har.js';
import { httpTranscript } from './http-transcript.js';
import { jsforce } from './jsforce.js';
import * as languages from './languages.js';
import { postman } from './postman.js';
import { sfCliJson } from './sf-cli-json.js';
import { sfCli, sfCliWithCommand, sfdx } from './sf-cli.js';
import { simpleSalesforce } from './simple-salesforce.js';

/** Every client whose output a dossier can hold. */
export const CLIENTS: readonly Client[] = [
  sfCli,
  sfCliWithCommand,
  sfCliJson,
  sfdx,
  simpleSalesforce,
  jsforce,
  curl,
  curlVerbose,
  httpTranscript,
  postman,
  har,
  answersAsFacts,
  languages.java,
  languages.go,
  languages.php,
  languages.csharp,
  languages.python,
  languages.pythonStatusOnly,
  languages.restforce,
  languages.axios,
  languages.mule,
  languages.jsonLog,
  languages.n8n,
  languages.apex,
  languages.cumulusci,
  languages.codeOnly,
  languages.soapDeploy,
  words,
];
