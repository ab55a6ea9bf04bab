// The trace panel beside a page that comes and goes: the editor throws a hidden page away, and what is posted to it is lost.
import { expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { TraceMessage } from '../../../src/shared/traceMessages';

const editor = vi.hoisted(() => ({ panel: null as unknown }));
vi.mock('vscode', () => ({
  Uri: { joinPath: () => ({}) },
  ViewColumn: { Active: -1 },
  env: { language: 'en' },
  l10n: { t: (text: string) => text, bundle: undefined },
  window: { createWebviewPanel: () => editor.panel },
}));
const { TracePanel } = await import('../../../src/host/tracePanel');

/** A panel whose page is made anew each time it is seen: then it says `ready`, and hears until it is hidden. */
function pages() {
  const heard: TraceMessage[] = [];
  let made = false;
  let say: (request: unknown) => void = () => undefined;
  let moved = (): void => undefined;
  const nothing = { dispose: () => undefined };
  const panel = {
    visible: false,
    webview: {
      ...{ html: '', options: {}, cspSource: '', asWebviewUri: () => '' },
      onDidReceiveMessage: (listener: typeof say) => ((say = listener), nothing),
      postMessage: async (message: TraceMessage) => void (made && heard.push(message)),
    },
    onDidChangeViewState: (listener: typeof moved) => ((moved = listener), nothing),
    onDidDispose: () => nothing,
    reveal: () => seen(true),
    dispose: () => undefined,
  };
  const seen = (visible: boolean): void => {
    if (panel.visible === visible) return;
    panel.visible = visible;
    made = false;
    moved();
    if (visible)
      setTimeout(() => {
        made = true;
        say({ type: 'ready' });
      });
  };
  editor.panel = panel;
  return { heard, seen };
}

test('a trace is selected though others were saved while the panel was hidden', async () => {
  const { heard, seen } = pages();
  const store = { lasting: true, count: async () => 1 };
  const selected = (): string[] => heard.flatMap((message) => (message.type === 'select' ? [message.id] : []));
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  const panel = new TracePanel({} as vscode.Uri, async () => store as never, { opening: async () => null } as never);
  panel.open('first');
  seen(true);
  await settle();
  expect(selected()).toEqual(['first']);
  seen(false);
  panel.changed('python');
  await settle();
  panel.open('second');
  await settle();
  expect(selected()).toEqual(['first', 'second']);
  expect(heard.at(-2)).toMatchObject({ type: 'changed', languages: ['python'] });
});
