/** One kind of secret in a text, and its replacement. */
export interface Rule {
  readonly name: string;
  /** It begins only where its run of characters begins, so that a long text costs linear time. */
  readonly pattern: RegExp;
  /** Groups that stay, then the words in brackets for the rest of the match. */
  readonly replacement: string;
  /** True for a rest of the match that is no secret. */
  readonly spares?: (value: string) => boolean;
}

/** Makes the mark for a secret from its kind and its value. */
export type MarkSecret = (removed: string, secret: string) => string;
