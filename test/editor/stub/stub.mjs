// Shows one of each thing that the harness reads: ghost text, a status bar item, a notification, a webview.
import * as vscode from 'vscode';

const html = `<!doctype html><html><head><title>Stub view</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-stub'"></head>
<body><h1>A webview</h1><button id="b">Ask</button><p id="out"></p><script nonce="stub">
const host = acquireVsCodeApi();
document.getElementById('b').onclick = () => host.postMessage('asked');
addEventListener('message', (event) => { document.getElementById('out').textContent = event.data; });
</script></body></html>`;

export function activate(context) {
  const item = vscode.window.createStatusBarItem('stub.item', vscode.StatusBarAlignment.Right, 1000);
  item.text = `stub ${vscode.workspace.getConfiguration('stub').get('word')}`;
  item.show();
  // Without a range, the editor takes the whole word before the cursor as what the text replaces, and hides a mere addition.
  const insert = (text, position) => [new vscode.InlineCompletionItem(text, new vscode.Range(position, position))];
  const provider = {
    provideInlineCompletionItems: (document, position) => {
      const before = document.lineAt(position.line).text.slice(0, position.character);
      if (before.endsWith('one')) return insert(' = 1 + 2', position);
      if (before.endsWith('many')) return insert('_lines():\n    first = 1\n    return first', position);
      return [];
    },
  };
  const openPanel = () => {
    const panel = vscode.window.createWebviewPanel('stub', 'Stub panel', vscode.ViewColumn.Beside, {
      enableScripts: true,
    });
    panel.webview.onDidReceiveMessage((message) => panel.webview.postMessage(`host heard ${message}`));
    panel.webview.html = html;
  };
  context.subscriptions.push(
    item,
    vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider),
    vscode.commands.registerCommand(
      'stub.hello',
      () => void vscode.window.showInformationMessage('Hello from the stub'),
    ),
    vscode.commands.registerCommand('stub.panel', openPanel),
  );
}
