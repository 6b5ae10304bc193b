import { applicationLog, containerJson, dockerCompose, kubernetes, syslog } from './logs.js';
import { indented, mail, markdown, plain } from './people.js';
import { azure, githubActions, gitlab, jenkins } from './pipelines.js';
import type { Wrapper } from './wrapper.js';

export type { Block, Wrapper } from './wrapper.js';

/** Every surrounding in which output can stand. */
export const WRAPPERS: readonly Wrapper[] = [
  plain,
  plain,
  plain,
  githubActions,
  gitlab,
  azure,
  jenkins,
  dockerCompose,
  containerJson,
  kubernetes,
  syslog,
  applicationLog,
  mail,
  markdown,
  indented,
];
