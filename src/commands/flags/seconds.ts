import { UsageError } from '../usage-error.js';

/** Reads the seconds that a flag takes. */
export function seconds(flag: string): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isFinite(number) || number <= 0 || number > 600)
      throw new UsageError(`${flag} ${value.slice(0, 20)}: give seconds between 1 and 600`);
    return number;
  };
}
