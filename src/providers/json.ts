// Narrow readers for parsed JSON whose shape nobody promised.

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name, or an empty one. */
export function recordAt(value: unknown, name: string): JsonRecord {
  const inner = isRecord(value) ? value[name] : undefined;
  return isRecord(inner) ? inner : {};
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const inner = isRecord(value) ? value[name] : undefined;
  return Array.isArray(inner) ? (inner as readonly unknown[]) : [];
}

export function textAt(value: unknown, name: string): string | null {
  const inner = isRecord(value) ? value[name] : undefined;
  return typeof inner === 'string' ? inner : null;
}

export function numberAt(value: unknown, name: string): number | null {
  const inner = isRecord(value) ? value[name] : undefined;
  return typeof inner === 'number' && Number.isFinite(inner) ? inner : null;
}

/** `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
