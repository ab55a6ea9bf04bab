// Quick fixes on errors and warnings: explain the problem, or mend it. Of a kind of their own, never preferred, and only offered:
// nothing is asked of a model before one is chosen.
import * as vscode from 'vscode';
import { isErrorOrWarning } from './explainDiagnostic';
import { isCell } from './fileOf';
import { quickFixKind } from './quickFixKind';
import { readSettings } from './readSettings';
import type { Workspace } from './workspace';

export class QuickFixes implements vscode.CodeActionProvider {
  constructor(private readonly workspace: Workspace) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const [problem] = diagnostics.filter(isErrorOrWarning);
    if (problem === undefined || (only !== undefined && !only.contains(quickFixKind))) return [];
    if (!readSettings(document).quickFixes || this.workspace.refusal(document.uri) !== null) return [];
    const { line, character } = problem.range.start;
    const action = (title: string, command: string): vscode.CodeAction => ({
      title,
      kind: quickFixKind,
      diagnostics: [problem],
      command: { title, command, arguments: [document.uri.toString(), line, character] },
    });
    return [
      action(vscode.l10n.t('Explain with Weir'), 'weir.explainProblem'),
      // Changes are made to files as they are stored, which a notebook's cell is not.
      ...(isCell(document.uri) ? [] : [action(vscode.l10n.t('Mend with Weir'), 'weir.mendProblem')]),
    ];
  }
}
