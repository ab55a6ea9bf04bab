// The answer view: keeps the state of the answer so that a hidden view can come back, and passes messages both ways.
import * as vscode from 'vscode';
import { parseAnswerRequest, type AnswerMessage, type AnswerRequest } from '../shared/answerMessages';
import { reduceAnswer, type AnswerState } from '../shared/answerState';
import { answerHtml } from '../shared/webviewHtml';
import { JoinText } from './joinText';
import { shellParts } from './shellParts';

export class AnswerView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | null = null;
  private state: AnswerState | null = null;
  private readonly joined = new JoinText((message) => this.deliver(message));

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly onRequest: (request: Exclude<AnswerRequest, { type: 'ready' }>) => void,
  ) {}

  get current(): AnswerState | null {
    return this.state;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const root = vscode.Uri.joinPath(this.extensionUri, 'dist');
    view.webview.options = { enableScripts: true, localResourceRoots: [root] };
    view.webview.onDidReceiveMessage((value: unknown) => {
      const request = parseAnswerRequest(value);
      if (request?.type === 'ready') {
        this.joined.drop();
        this.deliver({ type: 'state', state: this.state });
      } else if (request !== null) this.onRequest(request);
    });
    view.onDidDispose(() => {
      this.view = null;
    });
    view.webview.html = answerHtml(shellParts(view.webview, root, 'answer'));
  }

  /** Shows the view without taking the focus from the editor. */
  async reveal(): Promise<void> {
    if (this.view === null) await vscode.commands.executeCommand('weir.answer.focus', { preserveFocus: true });
    else this.view.show(true);
  }

  post(message: AnswerMessage): void {
    this.state = reduceAnswer(this.state, message);
    this.joined.post(message);
  }

  private deliver(message: AnswerMessage): void {
    void this.view?.webview.postMessage(message);
  }
}
