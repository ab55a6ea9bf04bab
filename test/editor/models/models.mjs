// A language model of another extension: says one thing, word by word.
import * as vscode from 'vscode';

const said = ['al / ', 'len(amounts)'];

export function activate(context) {
  const provider = {
    provideLanguageModelChatInformation: () => [
      {
        id: 'stand-in',
        name: 'Stand-in',
        family: 'stand-in',
        version: '1',
        maxInputTokens: 8000,
        maxOutputTokens: 1000,
        capabilities: {},
      },
    ],
    provideLanguageModelChatResponse: async (_model, _messages, _options, progress) => {
      for (const text of said) progress.report(new vscode.LanguageModelTextPart(text));
    },
    provideTokenCount: async (_model, text) => Math.ceil(String(text).length / 4),
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('stand-in', provider));
}
