// A patch on the screen beside hands that are quicker than the editor: each button acts on its own patch, once, on files as they
// were looked at. With an editor that keeps texts and, as the real one does, refuses an edit of a text that has changed meanwhile.
import { beforeEach, expect, test, vi } from 'vitest';
import type { AnswerMessage } from '../../../src/shared/answerMessages';
import type { PatchPhase } from '../../../src/shared/patchState';
import { makeTrace } from '../../support/makeTrace';

const editor = vi.hoisted(() => {
  const state = {
    texts: new Map<string, Document>(),
    edits: 0,
    readOnly: false,
    /** Runs while a file is opened. */
    onOpen: (_path: string): void => undefined,
    told: [] as string[],
    /** What the title's buttons and the palette go by. */
    phase: '',
  };
  class Document {
    version = 1;
    readonly isDirty = false;
    readonly uri: { path: string; scheme: string };
    constructor(
      readonly path: string,
      public text: string,
    ) {
      this.uri = { path, scheme: 'file' };
    }
    getText = (): string => this.text;
    save = async (): Promise<boolean> => true;
    become(text: string): void {
      this.text = text;
      this.version++;
    }
  }
  class Range {
    constructor(
      readonly start: number,
      readonly end: number,
    ) {}
  }
  class WorkspaceEdit {
    readonly parts: { document: Document; version: number; range: Range; text: string }[] = [];
    replace({ path }: { path: string }, range: Range, text: string): void {
      const document = state.texts.get(path);
      if (document !== undefined) this.parts.push({ document, version: document.version, range, text });
    }
  }
  const applyEdit = async ({ parts }: WorkspaceEdit): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve));
    if (state.readOnly || parts.some(({ document, version }) => document.version !== version)) return false;
    for (const { document, range, text } of parts) {
      const lines = document.text.split('\n');
      document.become([...lines.slice(0, range.start), text + lines.slice(range.end).join('\n')].join('\n'));
    }
    state.edits++;
    return true;
  };
  return { state, Document, Range, WorkspaceEdit, applyEdit };
});
const { state } = editor;

vi.mock('vscode', () => {
  const nothing = { dispose: () => undefined };
  const says = async (text: string): Promise<void> => void state.told.push(text);
  return {
    Range: editor.Range,
    // Patches change whole lines: a line is all there is to a place.
    Position: function (line: number) {
      return Object(line) as unknown;
    },
    WorkspaceEdit: editor.WorkspaceEdit,
    TabInputTextDiff: class {},
    Disposable: class {
      dispose = (): void => undefined;
    },
    DiagnosticSeverity: { Error: 0 },
    Uri: { from: ({ path, query }: { path: string; query: string }) => ({ path, query }) },
    l10n: { t: (text: string) => text },
    languages: { getDiagnostics: () => [], onDidChangeDiagnostics: () => nothing },
    commands: {
      executeCommand: async (command: string, _key: string, phase: string) => {
        if (command === 'setContext') state.phase = phase;
      },
    },
    window: {
      tabGroups: { all: [], close: async () => true },
      showTextDocument: async () => undefined,
      showInformationMessage: says,
      showWarningMessage: says,
    },
    workspace: {
      textDocuments: [],
      registerTextDocumentContentProvider: () => nothing,
      onDidChangeTextDocument: () => nothing,
      asRelativePath: ({ path }: { path: string }) => path,
      applyEdit: editor.applyEdit,
      openTextDocument: async ({ path }: { path: string }) => {
        await Promise.resolve();
        state.onOpen(path);
        return state.texts.get(path);
      },
    },
  };
});
const { PatchView } = await import('../../../src/host/patchView');
const { patchRequest } = await import('../../../src/host/patchCommands');

const textOf = (path: string): string => state.texts.get(path)?.text ?? '';
const changed = (path: string): { path: string; before: string; after: string; lines: [] } => ({
  ...{ path, before: `old ${path}\nrest\n`, after: `new ${path}\nrest\n`, lines: [] },
});
const patchOf = (...paths: string[]) => ({ files: paths.map(changed), facts: [] });

let phases: Map<string, PatchPhase>;
let outcomes: string[];
let runs: number;
let reasked: number;
let patches: InstanceType<typeof PatchView>;

beforeEach(() => {
  [phases, outcomes, runs, reasked] = [new Map(), [], 0, 0];
  Object.assign(state, { edits: 0, readOnly: false, onOpen: () => undefined, told: [], phase: '' });
  state.texts = new Map(['a', 'b'].map((path) => [path, new editor.Document(path, changed(path).before)]));
  const view = {
    current: { task: 'view' } as never,
    post: (message: AnswerMessage) => void (message.type === 'patch' && phases.set(message.task, message.patch.phase)),
  };
  const runnable = { name: 'test', what: 'test' as const, task: {} as never };
  const trials = {
    find: async () => runnable,
    choose: async () => runnable,
    run: async () => {
      runs++;
      return 0;
    },
  };
  const files = { target: async (path: string) => ({ path }) as never };
  const recorder = { outcome: ({ id }: { id: string }, kind: string) => void outcomes.push(`${id} ${kind}`) };
  patches = new PatchView(files, view, recorder, trials);
});

const offer = (task: string, ...paths: string[]): Promise<void> =>
  patches.offer(task, patchOf(...paths), makeTrace({ id: task }));
const press = (button: 'accept' | 'undo' | 'escalate' | 'try' | 'open'): Promise<void> =>
  patchRequest({ type: `${button}-patch`, task: 'view' }, patches, async () => void reasked++);

test('a button below an answer acts on the patch of that answer, though another was offered meanwhile', async () => {
  await offer('view', 'a');
  await offer('chat', 'b');
  await press('accept');
  expect([textOf('a'), textOf('b')]).toEqual([changed('a').after, changed('b').before]);
  expect([phases.get('view'), phases.get('chat'), state.phase]).toEqual(['accepted', 'proposed', 'proposed']);
  await patches.accept();
  expect(textOf('b')).toBe(changed('b').after);
  await press('undo');
  expect([textOf('a'), textOf('b')]).toEqual([changed('a').before, changed('b').after]);
  expect([phases.get('view'), phases.get('chat'), state.phase]).toEqual(['undone', 'accepted', 'accepted']);
  expect(outcomes).toEqual(['view accepted', 'chat accepted', 'view undone']);
});

test('the patch that was opened last is what the commands mean', async () => {
  await offer('view', 'a');
  await offer('chat', 'b');
  await press('open');
  await patches.reject();
  expect([phases.get('view'), phases.get('chat')]).toEqual(['rejected', 'proposed']);
});

test('accepted twice at once, a patch is applied once and stays accepted', async () => {
  await offer('view', 'a');
  await Promise.all([press('accept'), patches.accept()]);
  expect([state.edits, phases.get('view'), textOf('a')]).toEqual([1, 'accepted', changed('a').after]);
  expect(outcomes).toEqual(['view accepted']);
  expect(state.told).toEqual([]);
});

test('a patch that is offered while another is written takes nothing from it', async () => {
  await offer('view', 'a');
  const accepted = press('accept');
  await offer('chat', 'b');
  await accepted;
  expect([phases.get('view'), phases.get('chat')]).toEqual(['accepted', 'proposed']);
});

test('what is typed in one file while the next is looked at makes the patch outdated', async () => {
  await offer('view', 'a', 'b');
  state.onOpen = (path) => path === 'b' && state.texts.get('a')?.become('typed\n');
  await press('accept');
  expect([state.edits, phases.get('view'), textOf('a')]).toEqual([0, 'outdated', 'typed\n']);
});

test('an undo that the editor refuses is said, and the strong model not asked about changed files', async () => {
  await offer('view', 'a');
  await press('accept');
  state.readOnly = true;
  await press('escalate');
  expect([phases.get('view'), textOf('a'), reasked]).toEqual(['accepted', changed('a').after, 0]);
  expect(state.told).toHaveLength(1);
  state.readOnly = false;
  await Promise.all([press('escalate'), press('escalate')]);
  expect([phases.get('view'), textOf('a'), reasked]).toEqual(['undone', changed('a').before, 1]);
  expect(outcomes).toEqual(['view accepted', 'view undone']);
});

test('tried twice at once, the change is tried once', async () => {
  await offer('view', 'a');
  await press('accept');
  await Promise.all([press('try'), press('try')]);
  expect(runs).toBe(1);
});
