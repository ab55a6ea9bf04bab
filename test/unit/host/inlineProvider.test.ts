// What the editor asks for by hand and gives up before the choices are there: nobody saw it, and nothing becomes of it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { defaultSettings } from '../../../src/core/settings';
import { completionSession } from '../../support/completionSession';
import { fakeModel } from '../../support/fakeModel';

vi.mock('vscode', () => {
  class Position {
    constructor(
      readonly line: number,
      readonly character: number,
    ) {}
    with = (line: number, character: number) => new Position(line, character);
    translate = (lines: number, characters: number) => new Position(this.line + lines, this.character + characters);
  }
  class Range {
    readonly start: Position;
    readonly end: Position;
    constructor(...at: [Position, Position] | [number, number, number, number]) {
      [this.start, this.end] = at.length === 2 ? at : [new Position(at[0], at[1]), new Position(at[2], at[3])];
    }
  }
  const listen = () => ({ dispose: () => undefined });
  return {
    ...{ Position, Range, Uri: class {}, Disposable: class {} },
    InlineCompletionItem: class {
      constructor(readonly insertText: string) {}
    },
    InlineCompletionTriggerKind: { Invoke: 0, Automatic: 1 },
    DiagnosticSeverity: { Error: 0 },
    EndOfLine: { LF: 1, CRLF: 2 },
    TextDocumentChangeReason: { Undo: 1 },
    languages: { getDiagnostics: () => [] },
    commands: { executeCommand: () => Promise.resolve([]) },
    window: {
      ...{ activeTextEditor: undefined, visibleTextEditors: [] },
      ...{ onDidChangeTextEditorSelection: listen, onDidChangeActiveTextEditor: listen },
    },
    workspace: {
      ...{ isTrusted: true, textDocuments: [], notebookDocuments: [] },
      ...{ onDidChangeTextDocument: listen, onDidCloseTextDocument: listen },
      asRelativePath: () => 'a.ts',
      getWorkspaceFolder: () => undefined,
    },
  };
});

const { InlineCompletionTriggerKind, Position } = await import('vscode');
const { InlineProvider } = await import('../../../src/host/inlineProvider');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const line = 'const a = ';
const document: TextDocument = {
  uri: { scheme: 'file', toString: () => 'file:///a.ts' },
  ...{ languageId: 'typescript', version: 1, lineCount: 1, eol: 1 },
  getText: ({ start, end }: { start: { character: number }; end: { line: number; character: number } }) =>
    line.slice(start.character, end.line > 0 ? undefined : end.character),
  offsetAt: ({ character }: { character: number }) => character,
} as never;

/** By hand: the first answer comes at once, the other one half a second later. */
function asked() {
  const fast = fakeModel('f', (_prompt, call) => ({
    ...{ text: call === 0 ? 'compute(b);' : 'other(b);', logprob: -0.02 },
    ...(call > 0 && { delayMs: 500 }),
  }));
  const outcome = vi.fn();
  const provider = new InlineProvider({
    session: { ...completionSession(), tiers: () => Promise.resolve({ fast, strong: null, unavailable: [] }) },
    settings: () => defaultSettings,
    workspace: { ready: () => Promise.resolve(), refusal: () => null, uriOf: () => null },
    status: { current: { kind: 'idle' }, show: () => undefined },
    recorder: { record: () => undefined, answeredState: () => ({ kind: 'idle' }), outcome },
    log: {
      info: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
      trace: () => undefined,
      decision: () => undefined,
    },
    ...{ onMissingTier: () => undefined, paused: () => false, onFailure: () => undefined },
  } as never);
  let giveUp: () => void = () => undefined;
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (heard: (event: unknown) => void) => {
      giveUp = () => {
        token.isCancellationRequested = true;
        heard(undefined);
      };
      return { dispose: () => undefined };
    },
  };
  const items = provider.provideInlineCompletionItems(
    document,
    new Position(0, line.length),
    { triggerKind: InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined } as never,
    token,
  );
  return { fast, items, outcome, giveUp: () => giveUp() };
}

test('asked by hand, the first answer is shown with the other one', async () => {
  const { items, outcome } = asked();
  await vi.advanceTimersByTimeAsync(600);
  expect((await items).map(({ insertText }) => insertText)).toEqual([`${line}compute(b);`, `${line}other(b);`]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(outcome.mock.calls.map(([, kind]) => kind)).toEqual(['shown']);
});

test('given up while the other one is waited for, nothing was shown', async () => {
  const { fast, items, outcome, giveUp } = asked();
  await vi.advanceTimersByTimeAsync(200);
  expect(fast.prompts).toHaveLength(2);
  giveUp();
  await vi.advanceTimersByTimeAsync(2000);
  expect(await items).toEqual([]);
  expect(outcome).not.toHaveBeenCalled();
});
