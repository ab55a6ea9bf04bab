// The editor's diagnostics as plain data.
import * as vscode from 'vscode';
import { DiagnosticAges } from '../core/diagnosticAges';
import type { Diagnostic, Severity } from '../core/task';

const severities: Record<vscode.DiagnosticSeverity, Severity> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

const ages = new DiagnosticAges();

/** Learns how old findings are, from now on. */
export function watchDiagnosticAges(): vscode.Disposable {
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    const now = performance.now();
    for (const uri of uris) ages.report(uri.toString(), vscode.languages.getDiagnostics(uri).map(findingOf), now);
  });
}

function findingOf({ severity, source, message }: vscode.Diagnostic): string {
  return `${severity} ${source ?? ''} ${message}`;
}

export function diagnosticsOf(uris: readonly vscode.Uri[]): Diagnostic[] {
  return uris.flatMap((uri) => vscode.languages.getDiagnostics(uri).map((diagnostic) => plain(uri, diagnostic)));
}

function plain(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Diagnostic {
  const { range, code } = diagnostic;
  const age = ages.secondsOf(uri.toString(), findingOf(diagnostic), performance.now());
  const codeText = typeof code === 'object' ? code.value : code;
  return {
    path: vscode.workspace.asRelativePath(uri, false),
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity: severities[diagnostic.severity],
    message: diagnostic.message,
    ...(codeText !== undefined && { code: String(codeText) }),
    ...(diagnostic.source !== undefined && { source: diagnostic.source }),
    ...(age !== null && { ageSeconds: age }),
    related: (diagnostic.relatedInformation ?? []).map((other) => ({
      path: vscode.workspace.asRelativePath(other.location.uri, false),
      line: other.location.range.start.line + 1,
      message: other.message,
    })),
  };
}
