// Intervals for any named figures: groups are drawn with replacement, the fits stay as they are.
import { quantile } from './cascadePolicies';
import { seededRandom } from './seededRandom';

export type Figures = Readonly<Record<string, number | null>>;
export type Interval = readonly [low: number, high: number];

/** 95 % percentile intervals; a figure that most draws cannot give has none. */
export function bootstrap<T extends { readonly group: string }>(
  rows: readonly T[],
  figures: (rows: readonly T[]) => Figures,
  draws: number,
): Record<string, Interval> {
  const random = seededRandom(17);
  const groups = [...Map.groupBy(rows, ({ group }) => group).values()];
  const seen = new Map<string, number[]>();
  for (let draw = 0; draw < draws; draw++) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
    for (const [name, value] of Object.entries(figures(drawn))) {
      if (value === null) continue;
      const values = seen.get(name) ?? [];
      values.push(value);
      seen.set(name, values);
    }
  }
  const intervals: Record<string, Interval> = {};
  for (const [name, values] of seen) {
    if (values.length < draws / 2) continue;
    values.sort((a, b) => a - b);
    intervals[name] = [quantile(values, 0.025), quantile(values, 0.975)];
  }
  return intervals;
}
