// How many cases a long test goes through: its bar, or what WEIR_<NAME> says, for a try on a small machine.
export function longCount(name: string, bar: number): number {
  const asked = Number(process.env[`WEIR_${name}`] ?? bar);
  return Number.isInteger(asked) && asked > 0 ? asked : bar;
}
