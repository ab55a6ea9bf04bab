// How many errors the editor reports in some files, now and as their language servers look at a change.
import * as vscode from 'vscode';

/** A first count is given by then at the latest. */
const firstMs = 4_000;
/** After a report there may be more: of another server, or of another file. */
const quietMs = 600;
/** A report that comes later has to do with something else. */
const lastMs = 60_000;

export function errorsIn(uris: readonly vscode.Uri[]): number {
  const all = uris.flatMap((uri) => vscode.languages.getDiagnostics(uri));
  return all.filter((diagnostic) => diagnostic.severity === vscode.DiagnosticSeverity.Error).length;
}

/** Errors of one file that touch these lines. */
export function errorsBetween(uri: vscode.Uri, lines: vscode.Range): number {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity, range }) => severity === vscode.DiagnosticSeverity.Error && range.intersection(lines)).length;
}

/** Gives the count once the first reports about the files have come, and again whenever later ones change it. */
export function watchErrors(uris: readonly vscode.Uri[], onCount: (errors: number) => void): vscode.Disposable {
  const ours = new Set(uris.map((uri) => uri.toString()));
  let quiet: NodeJS.Timeout | undefined;
  const count = (): void => onCount(errorsIn(uris));
  const first = setTimeout(count, firstMs);
  const listener = vscode.languages.onDidChangeDiagnostics((event) => {
    if (!event.uris.some((uri) => ours.has(uri.toString()))) return;
    clearTimeout(first);
    clearTimeout(quiet);
    quiet = setTimeout(count, quietMs);
  });
  const last = setTimeout(() => listener.dispose(), lastMs);
  return new vscode.Disposable(() => {
    for (const timer of [first, quiet, last]) clearTimeout(timer);
    listener.dispose();
  });
}
