// "Weir Auto" in the editor's chat: each conversation leaves its trace, also one that the user ends.
import { expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { Trace } from '../../../src/core/trace';
import { fakeModel } from '../../support/fakeModel';
import { patchSession } from '../../support/patchSession';
import { syntaxAnalyser } from '../../support/syntaxAnalyser';

const editor = vi.hoisted(() => {
  class TextPart {
    constructor(readonly value: string) {}
  }
  class Other {}
  return { TextPart, Other };
});
vi.mock('vscode', () => ({
  LanguageModelTextPart: editor.TextPart,
  LanguageModelToolCallPart: editor.Other,
  LanguageModelToolResultPart: editor.Other,
  LanguageModelChatMessageRole: { User: 1, Assistant: 2 },
}));
const { WeirAuto } = await import('../../../src/host/weirAuto');
const analyser = await syntaxAnalyser([]);

test('a conversation that is cancelled is recorded as cancelled: what is only begun counts as interrupted', async () => {
  let cancel = (): void => undefined;
  const slow = fakeModel('f', () => {
    setTimeout(() => cancel());
    return { text: 'late', delayMs: 60_000 };
  });
  const { session, tiers } = patchSession(analyser, slow, slow);
  const begun = new Set<string>();
  const recorded: Trace[] = [];
  const auto = new WeirAuto({
    session: { ...session, tiers: async () => tiers },
    recorder: {
      underway: ({ id }) => void begun.add(id),
      record: (trace) => void recorded.push(trace),
    },
    failed: () => undefined,
  });
  const token: vscode.CancellationToken = {
    isCancellationRequested: false,
    onCancellationRequested: (listener) => {
      cancel = () => listener(undefined);
      return { dispose: () => undefined };
    },
  };
  await auto.provideLanguageModelChatResponse(
    { id: 'auto', name: '', family: '', version: '', maxInputTokens: 1, maxOutputTokens: 1, capabilities: {} },
    [{ role: 1, name: undefined, content: [new editor.TextPart('Hello?')] }],
    { tools: [], toolMode: 1 },
    { report: () => undefined },
    token,
  );
  expect(recorded.map(({ id }) => id)).toEqual([...begun]);
  expect(begun.size).toBe(1);
  expect(recorded[0]?.shown).toBe('none');
});
