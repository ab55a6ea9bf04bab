// A window that asks the strong model again and again: reserves before each call, settles after it, and prints what it spent in all.
// `node budgetWindow.js <file> <tasks> <seed> <limit>`
import { Charges } from '../../src/store/charges';
import { TraceDatabase } from '../../src/store/traceDatabase';
import { seeded } from './seeded';

const [file = '', tasks = '0', seed = '1', limit = '0'] = process.argv.slice(2);
const random = seeded(Number(seed));
const settings = { limits: { day: Number(limit), month: null }, over: 'ask', warnAt: 0.8 } as const;
const book = new Charges(new TraceDatabase(file));
let spent = 0;
const open: { reservation: number; cost: number }[] = [];
for (let task = 0; task < Number(tasks); task++) {
  const atMost = 0.001 + random() * 0.01;
  const charge = { tier: 'strong', model: 'm', atMost, date: '2026-01-31', at: Date.now(), agreed: false } as const;
  const { reservation } = book.reserve(charge, settings);
  if (reservation !== null) {
    const cost = atMost * random();
    spent += cost;
    open.push({ reservation, cost });
  }
  // Calls overlap: up to three are on their way.
  while (open.length > random() * 3) {
    const done = open.shift();
    if (done !== undefined) book.settle(done.reservation, done.cost);
  }
}
for (const { reservation, cost } of open) book.settle(reservation, cost);
process.stdout.write(String(spent));
