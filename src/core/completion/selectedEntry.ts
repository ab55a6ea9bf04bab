// The suggest widget is open: what is shown must extend its selected entry. The model is asked as if the entry were
// accepted, and its text is shown behind what the entry would insert.

export interface SelectedEntry {
  readonly text: string;
  /** How many characters before the cursor the entry replaces. */
  readonly replaced: number;
}

/**
 * `inserted` goes before the generated text. Null where the entry does not begin with what is typed, so that nothing
 * could be shown beside it.
 */
export function withSelectedEntry(prefix: string, entry: SelectedEntry): { prefix: string; inserted: string } | null {
  const typed = prefix.slice(prefix.length - entry.replaced);
  if (entry.replaced > prefix.length || !entry.text.startsWith(typed)) return null;
  const inserted = entry.text.slice(entry.replaced);
  return { prefix: prefix + inserted, inserted };
}
