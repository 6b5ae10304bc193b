import { describe, expect, it } from '@jest/globals';

import { envelope, wantsEnvelope } from '../../src/sf/envelope.js';

function told(printed: string, code: number, warnings: string[] = []): unknown {
  return JSON.parse(envelope(printed, code, warnings));
}

describe('the envelope', () => {
  it('holds the document, the exit code and the warnings', () => {
    expect(told('{"verdict":"inconclusive"}\n', 3, ['one file was left out'])).toEqual({
      status: 3,
      result: { verdict: 'inconclusive' },
      warnings: ['one file was left out'],
    });
    expect(told('[1]', 0)).toEqual({ status: 0, result: [1], warnings: [] });
  });

  it('has no result where a file took the document', () => {
    expect(told('', 1)).toEqual({ status: 1, result: null, warnings: [] });
  });

  it('tells an error by name, and repeats it in no warning', () => {
    const printed = JSON.stringify({ schemaVersion: 1, error: { code: 'internal', message: 'broken' } });
    expect(told(printed, 70, ['broken', 'other'])).toEqual({
      status: 70,
      name: 'InternalError',
      message: 'broken',
      exitCode: 70,
      warnings: ['other'],
    });
  });

  it.each([
    [['--json'], {}, true],
    [['a', '--', '--json'], {}, false],
    [[], {}, false],
    [[], { SF_CONTENT_TYPE: 'json' }, true],
    [[], { SF_CONTENT_TYPE: 'text' }, false],
  ] as const)('is asked for by %j with %j: %s', (argv, env, expected) => {
    expect(wantsEnvelope([...argv], env)).toBe(expected);
  });
});
