// The language status item: which grammar serves the open file, or that Weir does without one here.
import * as vscode from 'vscode';
import { languageFor } from '../syntax/languages';

export class LanguageStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('weir.grammar', { pattern: '**' });
  private readonly listener = vscode.window.onDidChangeActiveTextEditor((editor) => this.update(editor));

  constructor() {
    this.item.name = vscode.l10n.t('Weir: Grammar');
    this.update(vscode.window.activeTextEditor);
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private update(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined) return;
    const { languageId } = editor.document;
    const grammar = languageFor(languageId)?.grammar;
    const { text, detail } = grammar === undefined ? missing(languageId) : served(grammar);
    this.item.text = text;
    this.item.detail = detail;
    this.item.accessibilityInformation = { label: `${text}. ${detail}` };
  }
}

interface Words {
  readonly text: string;
  readonly detail: string;
}

function served(grammar: string): Words {
  return {
    text: vscode.l10n.t('$(check) Weir: grammar {0}', grammar),
    detail: vscode.l10n.t('Weir reads the structure of this file.'),
  };
}

function missing(languageId: string): Words {
  return {
    text: vscode.l10n.t('$(info) Weir: heuristic only'),
    detail: vscode.l10n.t('Weir has no grammar for {0} and judges by text alone.', languageId),
  };
}
