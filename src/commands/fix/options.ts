import type { DiagnoseOptions } from '../login/try-login.js';

/** Options of `fix`: those of `diagnose`, and the permission to write. */
export interface FixOptions extends DiagnoseOptions {
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly undo?: string;
  readonly undoFile?: string;
  readonly permissionSet?: string;
  /** Seconds. */
  readonly wait: number;
  readonly writeMetadata?: string;
  /** Apply a plan that fails its rehearsal, too. */
  readonly despiteRehearsal?: boolean;
}
