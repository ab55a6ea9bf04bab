// Where a secret stands in a text. UTF-16 offsets, end excluded.

export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** What it is, in lower case with hyphens; becomes part of the placeholder. */
  readonly kind: string;
}
