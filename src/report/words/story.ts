import type { Report } from '../schema.js';
import { contrastPlace } from './contrasts.js';

type Story = Report['story'];

/** A line of the story with its time. */
interface Line {
  readonly at: string;
  readonly text: string;
}

const time = (at: string | undefined): string => (at === undefined ? '' : `${at.slice(0, 16).replace('T', ' ')} UTC: `);

function hostOf(url: string | undefined): string {
  const host = url === undefined ? undefined : /^https?:\/\/([^/?#]+)/.exec(url)?.[1];
  return host === undefined ? '' : ` at ${host}`;
}

function attemptLine({ outcome, at, url, subject, error, description, status }: Story['attempts'][number]): Line {
  const who = subject === undefined ? 'The login' : `The login of ${subject}`;
  const words = [error, description].filter((part) => part !== undefined && part !== '').join(': ');
  const told = words === '' ? (status === undefined ? 'without words' : `HTTP ${status}`) : words;
  const text = {
    token: `${who}${hostOf(url)} got a token.`,
    refused: `${who}${hostOf(url)} was refused: ${told}`,
    'api-refused': `The API refused a call: ${told}`,
    'browser-refused': `The authorize page showed: ${told}`,
    'client-error': `The client reported: ${told}`,
  }[outcome];
  return { at: at ?? '', text: `${time(at)}${text}` };
}

function changeLine({ at, action = '', display }: Story['changes'][number]): Line {
  return { at: at ?? '', text: `${time(at)}Change: ${display ?? action}` };
}

function contrastLine({ contrast, works }: Story['contrasts'][number]): Line {
  return {
    at: '',
    text: `Beside it: the login ${contrastPlace(contrast)} ${works ? 'works' : 'fails in the same words'}.`,
  };
}

/**
 * The story in lines: what has a time in its order, and the rest where it came. Side attempts of one call are left out, as
 * the report lists them elsewhere.
 */
export function storyLines({ attempts, changes, contrasts }: Story): string[] {
  const told = attempts.filter(({ isSide }) => isSide !== true).map(attemptLine);
  const changed = changes.map(changeLine);
  const isTimed = [...told, ...changed].every(({ at }) => at !== '');
  const events = isTimed
    ? [...told, ...changed].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    : [...changed, ...told];
  return [...events, ...contrasts.map(contrastLine)].map(({ text }) => text);
}
