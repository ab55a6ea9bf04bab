// What Weir may learn by itself (audits and exploration): asked once, off until the user says yes. Spends nothing itself.
import * as vscode from 'vscode';

/** In the global state: true or false once the user has said so. */
const key = 'weir.learning';

export class Learning {
  private asking = false;

  constructor(private readonly memento: vscode.Memento) {}

  /** Whether audits and exploration may cost something. */
  get allowed(): boolean {
    return this.memento.get(key) === true;
  }

  /** What the user said so far. */
  get answer(): 'yes' | 'no' | 'not-asked' {
    const said = this.memento.get(key);
    return typeof said !== 'boolean' ? 'not-asked' : said ? 'yes' : 'no';
  }

  /** Asks where nobody has answered yet. Closing the question is no answer, and it is not put again in this window. */
  async askOnce(): Promise<void> {
    if (this.asking || typeof this.memento.get(key) === 'boolean') return;
    this.asking = true;
    await this.ask();
  }

  /** Asks, and keeps the answer. */
  async ask(): Promise<void> {
    const yes = vscode.l10n.t('Yes, Learn');
    const no = vscode.l10n.t('No');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'May Weir learn by itself which model is good enough for your work? Now and then it asks the strong model as well and compares, which costs a little money. Nothing leaves this machine that a task of yours would not send.',
      ),
      yes,
      no,
    );
    if (answer !== undefined) await this.memento.update(key, answer === yes);
  }
}
