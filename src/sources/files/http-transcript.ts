import { factsOfExchanges } from './exchange-facts.js';
import { parseTranscript } from './parse-http.js';
import type { Shape } from './shape.js';

const MESSAGE = /^[<>]? ?(?:(?:GET|POST) (?:https?:\/\/|\/)\S*(?: HTTP\/[\d.]+)?|HTTP\/[\d.]+ [1-5]\d\d\b.*)\r?$/m;

/** A raw HTTP transcript: one exchange or several, with captions between them and bodies left out. */
export const httpTranscript: Shape = {
  id: 'http-transcript',
  title: 'an HTTP transcript',
  recognises: ({ text, json }) => json === undefined && MESSAGE.test(text),
  read: ({ text, name }) => factsOfExchanges(parseTranscript(text), name),
};
