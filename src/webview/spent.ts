// Adds up lines of spending under any heading. Draws nothing.
import type { SpentLine } from '../core/cost/spendHistory';

export interface Spent {
  readonly tasks: number;
  /** Dollars of tasks that the fast or the strong tier answered. */
  readonly fast: number;
  readonly strong: number;
  readonly dollars: number;
  readonly unpriced: number;
  /** Null where strong has no price. */
  readonly strongAlone: number | null;
}

const nothing: Spent = { tasks: 0, fast: 0, strong: 0, dollars: 0, unpriced: 0, strongAlone: 0 };

export function sumOf(lines: readonly SpentLine[]): Spent {
  return lines.reduce(add, nothing);
}

export function groupBy<Key extends string>(
  lines: readonly SpentLine[],
  key: (line: SpentLine) => Key,
): (readonly [Key, Spent])[] {
  const groups = new Map<Key, Spent>();
  for (const line of lines) groups.set(key(line), add(groups.get(key(line)) ?? nothing, line));
  return [...groups];
}

/** From the first day with a task to the last one, with the empty days between. */
export function byDay(lines: readonly SpentLine[]): (readonly [string, Spent])[] {
  const found = new Map(groupBy(lines, ({ day }) => day));
  const days = [...found.keys()].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: (readonly [string, Spent])[] = [];
  const date = new Date(`${first}T12:00:00Z`);
  for (let day = first; day <= last && all.length < 400;) {
    all.push([day, found.get(day) ?? nothing]);
    date.setUTCDate(date.getUTCDate() + 1);
    day = date.toISOString().slice(0, 10);
  }
  return all;
}

function add(sum: Spent, line: SpentLine): Spent {
  return {
    tasks: sum.tasks + line.tasks,
    fast: sum.fast + (line.tier === 'fast' ? line.dollars : 0),
    strong: sum.strong + (line.tier === 'strong' ? line.dollars : 0),
    dollars: sum.dollars + line.dollars,
    unpriced: sum.unpriced + line.unpriced,
    strongAlone: sum.strongAlone === null || line.strongAlone === null ? null : sum.strongAlone + line.strongAlone,
  };
}
