import { parseArgs } from 'node:util';
import { run } from './run.js';
import { isFailure, type Mark } from './score.js';
import { kindsOfFailure, showFailure, tables } from './tables.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '7' },
    show: { type: 'string', default: '0' },
    // Only failures whose kind, truth or story holds this text are shown.
    only: { type: 'string', default: '' },
    // Every dossier is shown, not only the failures.
    all: { type: 'boolean', default: false },
  },
});

const marks = await run(Number(values.count), Number(values.seed));
const failures = marks.filter(isFailure);
const isWanted = (mark: Mark) => showFailure(mark).includes(values.only);
for (const mark of (values.all ? marks : failures).filter(isWanted).slice(0, Number(values.show)))
  console.log(showFailure(mark));
console.log(`\n${tables(marks)}\n\nThe most common kinds of failure\n${kindsOfFailure(failures)}`);
