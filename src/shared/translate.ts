// How a text reaches the user's language: the English template is the key, as in `vscode.l10n`. Translates nothing itself.

/** Values for `{name}` placeholders, already formatted. */
export type TextData = Readonly<Record<string, string | number>>;

/** Has the shape of `vscode.l10n.t(template, data)`, so the host can pass that, and a webview its own table. */
export type Translate = (template: string, data: TextData) => string;

/** Templates by their English form; what is absent stays English. The shape of `vscode.l10n.bundle`. */
export type Strings = Readonly<Record<string, string>>;

/** Replaces each `{name}` that `data` has; leaves the others as they stand. One pass: a value is never read as a template. */
export const fill: Translate = (template, data) =>
  template.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );

/** The names of a template's placeholders, in order. */
export function placeholders(template: string): string[] {
  return Array.from(template.matchAll(/\{([A-Za-z]+)\}/g), (match) => match[1] ?? '');
}

/** A translator over a table of strings. */
export function translator(strings: Strings): (template: string, data?: TextData) => string {
  return (template, data = {}) =>
    fill(Object.hasOwn(strings, template) ? (strings[template] ?? template) : template, data);
}
