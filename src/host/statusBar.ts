// The status bar item: shows a state's words and nothing of its own. A click opens the menu.
import * as vscode from 'vscode';
import { statusText, type StatusState } from '../shared/statusText';

/** States that say something about the file or about nothing, and so may not outlive it. */
const passing: ReadonlySet<StatusState['kind']> = new Set(['silent', 'idle', 'off']);
/** States that are said only as long as they are true. */
const lasting: ReadonlySet<StatusState['kind']> = new Set([...passing, 'limited', 'over-budget']);

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('weir.status', vscode.StatusBarAlignment.Right, 100);
  private readonly subscriptions = [
    vscode.workspace.onDidGrantWorkspaceTrust(() => this.rest()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('workbench.reduceMotion')) this.still = movesNothing();
    }),
    // Why Weir kept silent in one file says nothing about the next.
    vscode.window.onDidChangeActiveTextEditor(() => passing.has(this.state.kind) && this.rest()),
  ];
  private state: StatusState = { kind: 'idle' };
  private still = movesNothing();

  /** `resting`: what is true while nothing happens. */
  constructor(private readonly resting: () => StatusState) {
    this.item.name = 'Weir';
    this.rest();
    this.item.show();
  }

  get current(): StatusState {
    return this.state;
  }

  /** Nothing happens any more, or what is true meanwhile has changed. */
  rest(): void {
    this.show(this.resting());
  }

  /** What holds Weir back has changed: it is said unless something happens, or an answer stands there. */
  settle(): void {
    if (lasting.has(this.state.kind)) this.rest();
  }

  show(state: StatusState): void {
    if (state.kind === 'idle' || state.kind === 'silent') {
      const resting = this.resting();
      // While Weir is paused, off or held back, that is what there is to say about its silence.
      if (state.kind === 'idle' || resting.kind !== 'idle') state = resting;
    }
    this.state = state;
    // Where nothing is set up, the menu's other entries lead nowhere.
    this.item.command = state.kind === 'set-up' ? 'weir.setUp' : 'weir.menu';
    const words = statusText(state, vscode.l10n.t);
    // The editor itself turns an icon even where nothing may move.
    this.item.text = this.still ? words.text.replace('~spin', '') : words.text;
    this.item.tooltip = tooltip(words.tooltip);
    this.item.accessibilityInformation = { label: words.label, role: 'button' };
    this.item.backgroundColor = words.warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item.dispose();
  }
}

/** Words of a model may be among the lines: they are text and no links. */
function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const links = [
    ['weir.openTrace', vscode.l10n.t('Open trace panel')],
    ['weir.showLog', vscode.l10n.t('Show log')],
  ] as const;
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: links.map(([command]) => command) };
  for (const line of lines) text.appendText(line).appendMarkdown('  \n');
  return text
    .appendMarkdown('\n')
    .appendMarkdown(links.map(([command, label]) => `[${label}](command:${command})`).join(' · '));
}

function movesNothing(): boolean {
  return vscode.workspace.getConfiguration('workbench').get('reduceMotion') === 'on';
}
