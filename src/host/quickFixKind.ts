// The kind of Weir's quick fixes, which the editor is told before any is asked for.
import * as vscode from 'vscode';

export const quickFixKind = vscode.CodeActionKind.QuickFix.append('weir');
