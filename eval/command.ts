// What a command of the evaluation is, and how a bad line is answered.

/** Resolves to the exit status. */
export type Command = (
  lines: AsyncIterable<string>,
  options: Readonly<Record<string, string>>,
  write: (value: unknown) => Promise<void>,
) => Promise<number>;

export function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function errorSentence(error: unknown): string {
  if (error instanceof SyntaxError) return `The line is not JSON: ${error.message}.`;
  return error instanceof Error ? error.message : String(error);
}
