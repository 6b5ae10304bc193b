import { EXIT } from '../../report/exit-code.js';
import { tell } from './output.js';

/**
 * Ends the run with the code of an internal error where an error escapes everything else. Node itself would end it with
 * 1, which means that a cause was found.
 */
export function endOnFault(): void {
  const end = (error: unknown) => {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    tell(`sf-jwt-doctor: internal error (${detail}); this is a fault of sf-jwt-doctor, please report it`);
    process.exit(EXIT.internal);
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
}
