// Reads fields of an input row; a field of the wrong kind gives one sentence that says what was expected.

export type Row = Readonly<Record<string, unknown>>;

export function textOf(row: Row, key: string): string {
  const value = row[key];
  if (typeof value !== 'string') throw new Error(`"${key}" must be a string.`);
  return value;
}

export function optionalText(row: Row, key: string): string | null {
  return row[key] === undefined || row[key] === null ? null : textOf(row, key);
}

export function optionalFlag(row: Row, key: string): boolean | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'boolean') throw new Error(`"${key}" must be true or false.`);
  return value;
}

export function optionalNumbers(row: Row, key: string): number[] | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'number')) {
    throw new Error(`"${key}" must be a list of numbers.`);
  }
  return value;
}

export function optionalTexts(row: Row, key: string): string[] | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Error(`"${key}" must be a list of strings.`);
  }
  return value;
}

/** An object of path → text. */
export function optionalFiles(row: Row, key: string): Record<string, string> | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || !Object.values(value).every((text) => typeof text === 'string')) {
    throw new Error(`"${key}" must be an object of path and text.`);
  }
  return Object.fromEntries(Object.entries(value).map(([path, text]) => [path, String(text)]));
}
