import { decodeAssertion } from '../assertion/decode.js';
import type { Shape } from './shape.js';

const ASSERTION =
  /^\s*(?:assertion\s*[=:]\s*)?["']?(eyJ[A-Za-z0-9_+/=-]+\s*\.\s*[A-Za-z0-9_+/=\s-]+(?:\.[A-Za-z0-9_+/=\s-]*)?)["']?\s*$/;

/** An assertion and nothing else. */
export const bareAssertion: Shape = {
  id: 'bare-assertion',
  title: 'an assertion',
  recognises: ({ text }) => text.length < 20_000 && ASSERTION.test(text),
  read: ({ text, name }) => ({ facts: decodeAssertion(ASSERTION.exec(text)![1]!, name).facts }),
};
