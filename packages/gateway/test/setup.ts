import { startShared } from './postgres.js';

/** One PostgreSQL for all test files of a run. @returns ends it */
export async function setup(): Promise<() => Promise<void>> {
  return startShared();
}
