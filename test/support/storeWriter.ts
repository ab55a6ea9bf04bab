// A window that writes traces until it is done or killed; prints each id once its save has returned.
import { TraceDatabase } from '../../src/store/traceDatabase';
import { makeTrace } from './makeTrace';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
const database = new TraceDatabase(file);
for (let i = 0; i < Number(count); i++) {
  const id = `${name}-${i}`;
  database.save(makeTrace({ id, startedAt: 1_000_000 + i, answer: 'x'.repeat(2000) }));
  database.addOutcome(id, { kind: 'shown', atMs: 1 });
  process.stdout.write(`${id}\n`);
}
database.close();
