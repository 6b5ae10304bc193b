import { number, optional, record, text } from '../shapes.js';

/** A certificate, in a file or on an app. */
export const certificate = record({
  thumbprint: optional(text('thumbprint')),
  subject: optional(text('distinguished-name')),
  notBefore: optional(text('keep')),
  notAfter: optional(text('keep')),
  bits: optional(number),
});
