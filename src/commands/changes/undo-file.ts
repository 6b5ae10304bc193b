import { existsSync } from 'node:fs';
import { saveJournal, type Journal } from '../../remedies/journal.js';
import { UsageError } from '../usage-error.js';

const UNDO_FILE = 'sf-jwt-doctor-undo.json';

/** The first name that is free: an earlier undo file is never written over. */
export function freeUndoFile(named: string | undefined): string {
  if (named !== undefined) {
    if (existsSync(named)) throw new UsageError(`--undo-file ${named}: this file is there already; name another`);
    return named;
  }
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? UNDO_FILE : UNDO_FILE.replace('.json', `-${number}.json`);
    if (!existsSync(name)) return name;
  }
}

/** Keeps a journal in a file that its owner alone may read: a new one, unless the run goes on with one that is there. */
export function saver(file: string, isThere = false): (journal: Journal) => void {
  let isOurs = isThere;
  return (journal) => {
    try {
      saveJournal(file, journal, !isOurs);
      isOurs = true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
      throw new UsageError(`--undo-file ${file}: it cannot be written there (${code}); nothing more is changed`);
    }
  };
}
