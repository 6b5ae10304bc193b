/**
 * True when every combination of a large matrix is to be tried, as the gate does (`THOROUGH=1`). Otherwise a fixed part runs
 * that meets every value of every axis.
 */
export const THOROUGH = process.env['THOROUGH'] === '1';
