import { iso, type Wrapper } from './wrapper.js';

/** Nothing around it. */
export const plain: Wrapper = {
  id: 'plain',
  timed: false,
  wrap: (blocks) => blocks.flatMap(({ lines }) => lines).join('\n'),
};

/** A mail that quotes it. */
export const mail: Wrapper = {
  id: 'mail-quote',
  timed: false,
  wrap: (blocks, pick) =>
    [
      'Hi,',
      '',
      pick('the job on our side prints this:', 'see below for what we get:'),
      '',
      ...blocks.flatMap(({ lines }) => lines.map((line) => `> ${line}`)),
      '',
      'Regards,',
      'Jo',
    ].join('\n'),
};

/** An issue or a chat message with a fence. */
export const markdown: Wrapper = {
  id: 'markdown',
  timed: false,
  wrap: (blocks, pick) =>
    blocks
      .flatMap(({ lines, at }) => {
        const [open, close] = pick(['```', '```'] as const, ['```text', '```'] as const, ['~~~', '~~~'] as const);
        return [`${pick('Output', 'Log')} of ${iso(at).slice(0, 10)}:`, '', open, ...lines, close, ''];
      })
      .join('\n'),
};

/** Indented, as wikis and trackers do with code. */
export const indented: Wrapper = {
  id: 'indented',
  timed: false,
  wrap: (blocks) => blocks.flatMap(({ lines }) => lines.map((line) => `    ${line}`)).join('\r\n'),
};
