// Adds up what several commands counted: `node sumCounts.mjs <counts file>:<exit code> …`. A command that failed or died
// without counting anything counts as one failure, so that the closing line never says less than the exit codes.
import { readFile } from 'node:fs/promises';
import { line, reds, sum } from './counts.mjs';

const results = [];
for (const argument of process.argv.slice(2)) {
  const at = argument.lastIndexOf(':');
  const text = await readFile(argument.slice(0, at), 'utf8').catch(() => '{"passed":0,"failed":0,"skipped":0}');
  const counted = JSON.parse(text);
  const died = argument.slice(at + 1) !== '0' && counted.failed === 0;
  results.push(died ? { ...counted, failed: 1 } : counted);
}
const total = sum(results);
process.stdout.write(`${reds(results).join('')}${line(total)}\n`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
