// Writes what web-test-runner counted to the file named by COUNTS_FILE, for the one line at the end of `npm test`.
import { writeFileSync } from 'node:fs';

function count(suite, counts, path) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) counts.skipped.push([...path, test.name].join(' › '));
    else if (test.passed) counts.passed++;
    else counts.failed++;
  }
  for (const inner of suite?.suites ?? []) count(inner, counts, [...path, inner.name]);
}

const sizeOf = (suite) =>
  suite ? suite.tests.length + suite.suites.reduce((sum, inner) => sum + sizeOf(inner), 0) : 0;

/** A reporter for @web/test-runner. */
export function countingReporter() {
  return {
    stop({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: [], empty: [] };
      for (const session of sessions) {
        const file = session.testFile ?? '';
        const total = sizeOf(session.testResults);
        count(session.testResults, counts, []);
        const broke = !session.passed && !hasFailedTest(session.testResults);
        if (broke) counts.failed++;
        else if (total === 0) counts.empty.push(file);
      }
      if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
    },
  };
}

function hasFailedTest(suite) {
  if (!suite) return false;
  return suite.tests.some((test) => !test.passed && !test.skipped) || suite.suites.some(hasFailedTest);
}
