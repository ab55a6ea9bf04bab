// Small checks for messages from outside: each looks at a value of unknown shape and never throws. No schema library in a webview.

export type Fields = Readonly<Record<string, unknown>>;
export type Check<T> = (value: unknown) => value is T;

/** A plain object's own fields; null for anything else. Accessors and prototypes are refused by the structured clone before us. */
export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export const isText =
  (limit: number): Check<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length <= limit;

export const isOneOf =
  <const T extends string>(...allowed: readonly T[]): Check<T> =>
  (value): value is T =>
    allowed.some((one) => one === value);

export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const isCount =
  (limit: number): Check<number> =>
  (value): value is number =>
    isNumber(value) && Number.isInteger(value) && value >= 0 && value <= limit;

export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

export const isNullOr =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value);

export const isListOf =
  <T>(check: Check<T>, limit: number): Check<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= limit && value.every((item) => check(item));

type Shape<T> = { readonly [K in keyof T]: Check<T[K]> };

/** An object whose listed fields all pass. Fields that are not listed are left alone: nobody reads them. */
export const isShape =
  <T extends object>(shape: Shape<T>): Check<T> =>
  (value): value is T => {
    const found = fields(value);
    if (!found) return false;
    for (const name in shape) if (!shape[name](Object.hasOwn(found, name) ? found[name] : undefined)) return false;
    return true;
  };

export const isOptional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || check(value);

/** A dictionary of values that pass. */
export const isRecordOf =
  <T>(check: Check<T>, limit: number): Check<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> => {
    const found = fields(value);
    if (!found) return false;
    const values = Object.values(found);
    return values.length <= limit && values.every((item) => check(item));
  };

/** One check for each `type` of a union of messages; the check sees the whole message. */
export type Checks<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Check<Omit<Extract<Message, { readonly type: Type }>, 'type'>>;
};

/** A message whose `type` has a check that passes, or null. */
export function parseUnion<Message extends { readonly type: string }>(
  value: unknown,
  checks: Checks<Message>,
): Message | null {
  const passes = (message: unknown): message is Message => {
    const type = fields(message)?.['type'];
    return typeof type === 'string' && Object.hasOwn(checks, type) && checks[type as Message['type']](message);
  };
  return passes(value) ? value : null;
}
