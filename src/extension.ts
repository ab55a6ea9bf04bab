// The entry: registers what the editor asks for by name and hands it on, and is all that a start loads. Weir itself (`startWeir`)
// comes with the first thing that is asked of it, or by itself once the editor has started.
import * as vscode from 'vscode';
import { commandNames } from './host/commandNames';
import { quickFixKind } from './host/quickFixKind';
import type { TraceInput } from './host/traceTool';
import type { Weir } from './startWeir';
import { within } from './within';

/** By then the other extensions have had their turn, and hardly anyone has begun to type. */
const startAfterMs = 500;
const everywhere: vscode.DocumentSelector = { pattern: '**' };

let started: Promise<Weir> | null = null;

export function activate(context: vscode.ExtensionContext): void {
  started = null;
  // Files that could not be read, as while an update is written, are read again at the next question. What failed while it was built is
  // not built twice: half of it is registered already.
  const unread = (error: unknown): never => {
    started = null;
    throw error;
  };
  const weir = (): Promise<Weir> =>
    (started ??= import('./startWeir').then(({ startWeir }) => startWeir(context), unread));
  context.subscriptions.push(
    ...commandNames.map((name) =>
      vscode.commands.registerCommand(name, async (...args) => {
        const run = (await weir()).commands[name];
        await run(...args);
      }),
    ),
    vscode.languages.registerInlineCompletionItemProvider(everywhere, {
      provideInlineCompletionItems: async (...asked) => (await weir()).inline.provideInlineCompletionItems(...asked),
    }),
    vscode.languages.registerCodeActionsProvider(
      everywhere,
      {
        // The editor asks at every place that the cursor comes to: nothing is loaded where there is nothing to mend.
        provideCodeActions: async (document, range, asked) =>
          asked.diagnostics.length === 0 ? [] : (await weir()).quickFixes.provideCodeActions(document, range, asked),
      },
      { providedCodeActionKinds: [quickFixKind] },
    ),
    vscode.window.registerWebviewViewProvider('weir.answer', {
      resolveWebviewView: async (view) => (await weir()).answerView.resolveWebviewView(view),
    }),
    vscode.window.registerWebviewPanelSerializer('weir.trace', {
      deserializeWebviewPanel: async (panel) => (await weir()).tracePanel.deserializeWebviewPanel(panel),
    }),
    registerParticipant(weir),
    vscode.lm.registerLanguageModelChatProvider('weir', {
      // Settings decide which models are underneath.
      onDidChangeLanguageModelChatInformation: (tell: () => void) =>
        vscode.workspace.onDidChangeConfiguration((event) => {
          if (event.affectsConfiguration('weir')) tell();
        }),
      provideLanguageModelChatInformation: async () => (await weir()).auto.provideLanguageModelChatInformation(),
      provideLanguageModelChatResponse: async (...asked) =>
        (await weir()).auto.provideLanguageModelChatResponse(...asked),
      provideTokenCount: async (model, text) => (await weir()).auto.provideTokenCount(model, text),
    }),
    vscode.lm.registerTool<TraceInput>('weir_readStackTrace', {
      prepareInvocation: async () => (await weir()).traceTool.prepareInvocation(),
      invoke: async (asked) => (await weir()).traceTool.invoke(asked),
    }),
  );
  const timer = setTimeout(() => void weir().then(tellOfAuto), startAfterMs);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

/** The editor hands no question to a participant while it knows of no model, and learns of one only when somebody asks for it. */
function tellOfAuto(): void {
  void Promise.resolve(vscode.lm.selectChatModels({ vendor: 'weir' })).catch(() => undefined);
}

function registerParticipant(weir: () => Promise<Weir>): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant('weir.chat', async (...asked) =>
    (await weir()).participant.answer(...asked),
  );
  participant.iconPath = new vscode.ThemeIcon('git-merge');
  participant.followupProvider = {
    provideFollowups: async (result) => (await weir()).participant.followups(result),
  };
  participant.onDidReceiveFeedback(async (feedback) => (await weir()).participant.feedback(feedback));
  return participant;
}

/** An editor that waits for it gets the whole trace of a task that it interrupts; else what there is of it was kept before. */
export async function deactivate(): Promise<void> {
  if (started !== null) await within((async () => (await started)?.leave())(), 500);
}
