// The parts of names: `parseISODate` and `parse_iso_date` speak of the same thing. Knows no language.

const shortest = 3;
const longest = 24;

/** Lower-case parts of one identifier, without a plural's `s`; parts of one or two letters say nothing. */
export function partsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z\u0080-\uffff]+/)
    .map((part) => (part.length > 4 && part.endsWith('s') && !part.endsWith('ss') ? part.slice(0, -1) : part))
    .filter((part) => part.length >= shortest && part.length <= longest);
}
