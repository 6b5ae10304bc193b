import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { core } from 'zod';
import { nearestName } from '../../facts/nearest.js';
import { holdsSecret } from '../../redaction/scrub.js';
import { UsageError } from '../usage-error.js';
import { CONFIG_KEYS, configSchema, type Config } from './schema.js';

/** Names of settings that would hold a secret. */
export const SECRET_KEY = /pass(word|phrase|wd)|secret|token|assertion|private.?key|credential|session|^(jwt.?)?key$/i;
/** Where a secret goes in place of a settings file. */
export const INSTEAD =
  'the private key goes by jwtKeyFile or jwtKeyEnv, its passphrase by SF_JWT_DOCTOR_PASSPHRASE, a session by SF_ACCESS_TOKEN';

/** `skip[0].reason` for a path of keys. */
function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );
}

/** The position of something in the file. */
class Places {
  readonly #lines: LineCounter;
  readonly #document: Document;

  constructor(
    private readonly name: string,
    document: Document,
    lines: LineCounter,
  ) {
    this.#document = document;
    this.#lines = lines;
  }

  at(offset: number | undefined): string {
    return offset === undefined ? this.name : `${this.name}, line ${this.#lines.linePos(offset).line}`;
  }

  /** The place of a key, else of the nearest thing around it. */
  of(path: readonly PropertyKey[]): string {
    for (let length = path.length; length > 0; length -= 1) {
      const around: unknown = this.#document.getIn(path.slice(0, length - 1), true) ?? this.#document.contents;
      const key = path[length - 1];
      const found = isMap(around)
        ? around.items.find((item) => isScalar(item.key) && String(item.key.value) === key)?.key
        : this.#document.getIn(path.slice(0, length), true);
      const range = (found as { range?: [number, number, number] } | undefined)?.range;
      if (range) return this.at(range[0]);
    }
    return this.name;
  }
}

function sentenceOf(issue: core.$ZodIssue, places: Places): string {
  if (issue.code !== 'unrecognized_keys') {
    const subject = issue.path.length === 0 ? '' : `"${dotted(issue.path)}" `;
    return `${places.of(issue.path)}: ${subject}${issue.message}`;
  }
  const key = issue.keys[0]!;
  const names = issue.path.length === 0 ? CONFIG_KEYS.file : CONFIG_KEYS.skip;
  const near = nearestName(key.slice(0, 60), names);
  const hint = near === undefined ? `the keys are: ${names.join(', ')}` : `did you mean "${near}"?`;
  return `${places.of([...issue.path, key])}: there is no key "${key.slice(0, 60)}"; ${hint}`;
}

function refuseSecrets(text: string, document: Document, places: Places): void {
  const keys = isMap(document.contents)
    ? document.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    : [];
  const secret = keys.find((key) => SECRET_KEY.test(key));
  if (secret !== undefined)
    throw new UsageError(
      `${places.of([secret])}: "${secret.slice(0, 60)}" is a secret, which has no place in a configuration file; ${INSTEAD}`,
    );
  if (!holdsSecret(text)) return;
  const line = text.split('\n').findIndex((one) => holdsSecret(one));
  const where = line === -1 ? places.at(undefined) : `${places.at(undefined)}, line ${line + 1}`;
  throw new UsageError(`${where}: a key, a token or a password stands in the file; take it out: ${INSTEAD}`);
}

/** Reads the text of a configuration file. Throws a usage error that says what is wrong, where, and what was meant. */
export function readConfig(text: string, name: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const places = new Places(name, document, lines);
  refuseSecrets(text, document, places);
  const [error] = document.errors;
  if (error) throw new UsageError(`${places.at(error.pos[0])}: this is not YAML: ${error.message.split('\n')[0]!}`);
  let settings: unknown;
  try {
    settings = document.toJS({ maxAliasCount: 10 }) ?? {};
  } catch {
    throw new UsageError(`${name}: it refers to itself too often; write the values out`);
  }
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) throw new UsageError(sentenceOf(parsed.error.issues[0]!, places));
  if (parsed.data.jwtKeyFile !== undefined && parsed.data.jwtKeyEnv !== undefined)
    throw new UsageError(`${places.of(['jwtKeyEnv'])}: give either jwtKeyFile or jwtKeyEnv, not both`);
  return parsed.data;
}
