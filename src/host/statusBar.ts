// The status bar item: shows a state's words and nothing of its own. A click opens the menu.
import * as vscode from 'vscode';
import { statusText, type StatusState } from '../shared/statusText';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('weir.status', vscode.StatusBarAlignment.Right, 100);
  private state: StatusState = { kind: 'idle' };

  constructor() {
    this.item.name = 'Weir';
    this.show({ kind: 'idle' });
    this.item.show();
  }

  get current(): StatusState {
    return this.state;
  }

  show(state: StatusState): void {
    this.state = state;
    // Where nothing is set up, the menu's other entries lead nowhere.
    this.item.command = state.kind === 'set-up' ? 'weir.setUp' : 'weir.menu';
    const words = statusText(state, vscode.l10n.t);
    this.item.text = words.text;
    this.item.tooltip = words.tooltip.join('\n');
    this.item.accessibilityInformation = { label: words.label, role: 'button' };
    this.item.backgroundColor = words.warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}
