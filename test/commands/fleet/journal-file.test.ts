import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openJournal, readShardFile } from '../../../src/commands/fleet/journal-file.js';
import type { Header, Result } from '../../../src/fleet/result.js';
import { scratchFolder } from '../../support/login.js';

const folder = scratchFolder();
let number = 0;
const newFile = () => join(folder, `${(number += 1)}.jsonl`);
const HEADER: Header = { fleet: 1, shard: '1/1', inventory: 'x', depth: 'login', started: '2026-11-27T01:00:00.000Z' };
const result = (id: string, at = '2026-11-27T01:00:01.000Z'): Result => ({ id, at, ms: 1, status: 'works', host: 'h' });

function written(...ids: string[]): string {
  const file = newFile();
  const journal = openJournal(file, HEADER, false);
  for (const id of ids) {
    journal.start(id);
    journal.result(result(id));
  }
  journal.close();
  return file;
}

describe('the file of a shard', () => {
  it('gives back what was written, and is for its owner alone', () => {
    const file = written('a', 'b');
    expect([...readShardFile(file).results.keys()]).toEqual(['a', 'b']);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('loses at most the attempt in flight, wherever its writer was killed', () => {
    const text = readFileSync(written('a', 'b', 'c'));
    const from = text.indexOf(10) + 1;
    fc.assert(
      fc.property(fc.integer({ min: from, max: text.length }), (end) => {
        const file = newFile();
        writeFileSync(file, text.subarray(0, end));
        const whole = text.subarray(0, end).toString().split('\n').slice(1, -1);
        const done = whole.filter((line) => line.includes('"status"')).length;
        const journal = openJournal(file, HEADER, true);
        expect(journal.before.results.size).toBe(done);
        expect(journal.before.interrupted.size).toBe(whole.length - 2 * done);
        journal.result(result('d'));
        journal.close();
        expect(readShardFile(file).results.size).toBe(done + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused while another process writes to it, and taken over from one that is gone', () => {
    const file = written('a');
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, host: hostname() }));
    expect(() => openJournal(file, HEADER, true)).toThrow(/another run writes to it/);
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: 1, host: 'another-machine' }));
    expect(() => openJournal(file, HEADER, true)).toThrow(/another-machine/);
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: 2 ** 22 - 3, host: hostname() }));
    openJournal(file, HEADER, true).close();
  });

  const onLinux = existsSync('/proc/self/stat') ? it : it.skip;
  onLinux('is taken over from a process whose number another one has now, as in a container that starts again', () => {
    const file = written('a');
    const held = openJournal(file, HEADER, true);
    const lock = JSON.parse(readFileSync(`${file}.lock`, 'utf8')) as { start: string };
    expect(() => openJournal(file, HEADER, true)).toThrow(/another run writes to it/);
    held.close();
    writeFileSync(`${file}.lock`, JSON.stringify({ ...lock, start: `${Number(lock.start) - 1}` }));
    openJournal(file, HEADER, true).close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('is not begun anew, nor gone on with as another shard', () => {
    const file = written('a');
    expect(() => openJournal(file, HEADER, false)).toThrow(/--resume/);
    expect(() => openJournal(file, { ...HEADER, shard: '1/2' }, true)).toThrow(/is of shard 1\/1/);
    expect(openJournalAndClose(file, { ...HEADER, inventory: 'y' })).toBe(true);
  });

  it('is never written through a link', () => {
    const [target, link] = [newFile(), newFile()];
    writeFileSync(target, 'precious');
    symlinkSync(target, link);
    expect(() => openJournal(link, HEADER, true)).toThrow(/link/);
    const dangling = newFile();
    symlinkSync(join(folder, 'nowhere'), dangling);
    expect(() => openJournal(dangling, HEADER, false)).toThrow(/can't be written|link/);
    expect(readFileSync(target, 'utf8')).toBe('precious');
  });

  it('is told from other files, with the line of a foreign one', () => {
    const other = newFile();
    writeFileSync(other, '{"a":1}\n');
    expect(() => readShardFile(other)).toThrow(/not a file that "fleet run" wrote/);
    const file = written('a');
    appendFileSync(file, '{"id":7}\n');
    expect(() => readShardFile(file)).toThrow(/line 4/);
    expect(() => readShardFile(join(folder, 'missing'))).toThrow(/no such file/);
  });
});

function openJournalAndClose(file: string, header: Header): boolean {
  const journal = openJournal(file, header, true);
  journal.close();
  return journal.isOtherInventory;
}
