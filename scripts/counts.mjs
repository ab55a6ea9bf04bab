// How the two commands say what passed: a line for people, and a small file for whoever adds them up.
import { writeFile } from 'node:fs/promises';

/** One result: a whole stage counts as one, a test runner as its tests. */
export const passed = (name) => ({ name, passed: 1, failed: 0, skipped: 0 });
export const failed = (name) => ({ name, passed: 0, failed: 1, skipped: 0 });

export function sum(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(total)) total[key] += result[key] ?? 0;
  return total;
}

export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** Which tests failed and the first line of why, so that nobody looks for one in thousands of lines. */
export function reds(results) {
  return results.flatMap((result) => result.reds ?? []).map((red) => `red: ${red}\n`);
}

/** Prints the failed tests, one line a result and the totals, and leaves the totals in the file that WEIR_COUNTS names. */
export async function report(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const red of reds(results)) process.stdout.write(red);
  for (const result of results) process.stdout.write(`${result.name.padEnd(width)}  ${line(result)}\n`);
  const total = sum(results);
  process.stdout.write(`${line(total)}\n`);
  if (process.env.WEIR_COUNTS) {
    await writeFile(
      process.env.WEIR_COUNTS,
      JSON.stringify({ ...total, reds: results.flatMap((one) => one.reds ?? []) }),
    );
  }
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
