// What both webviews' HTML shells need from VS Code.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ShellParts } from '../shared/webviewHtml';

/** `root` is the folder of the built files; `name` that of the view's script and style. */
export function shellParts(webview: vscode.Webview, root: vscode.Uri, name: 'answer' | 'trace'): ShellParts {
  const uri = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString();
  return {
    nonce: randomBytes(16).toString('hex'),
    cspSource: webview.cspSource,
    scriptUri: uri('webview', `${name}.js`),
    styleUris: [uri('codicons', 'codicon.css'), uri('webview', `${name}.css`)],
    strings: vscode.l10n.bundle ?? {},
    language: vscode.env.language,
  };
}
