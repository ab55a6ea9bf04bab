// A window with a task that does not end: keeps its beginning, says so, and stays until it is killed or told to save it.
import { TraceDatabase } from '../../src/store/traceDatabase';
import { makeTrace } from './makeTrace';

const [file = '', id = ''] = process.argv.slice(2);
const database = new TraceDatabase(file, () => undefined, { pid: process.pid, window: id });
database.begin(
  makeTrace({ id, startedAt: Date.now(), kind: 'explain', end: 'cancelled', shown: 'none', answer: '', attempts: [] }),
);
process.stdout.write('begun\n');
process.stdin.once('data', () => {
  database.save(makeTrace({ id, kind: 'explain' }));
  process.exit(0);
});
