// The packed extension in a real editor, with scripted model servers behind both tiers, and a view into its trace store.
// Says nothing about what is right: the tests do.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Frame, Locator } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Outcome, Trace } from '../../src/core/trace';
import { launchEditor, type Editor, type EditorOptions } from './editor';
import { webPackage } from './webPackage';
import { startModelServer, type ModelServer, type ModelServerRequest, type ScriptedAnswer } from './modelServer';

export type Script = (request: ModelServerRequest) => ScriptedAnswer;

/** A condition is waited for this long: a loaded machine is slow, and a test that waits longer than it must costs nothing. */
export const patience = { timeout: 60_000, interval: 50 };

export interface WeirEditor extends Editor {
  readonly fast: ScriptedTier;
  readonly strong: ScriptedTier;
  /** Oldest first, with their outcomes. */
  traces(): Trace[];
  /** The first trace that fits and was not there when `since` was taken from `traces()`. */
  nextTrace(since: readonly Trace[], fits: (trace: Trace) => boolean): Promise<Trace>;
  /** The inside of the answer view. */
  answerView(): Promise<Frame>;
  /** Weir's status bar item; its `aria-label` says what the tooltip says. */
  readonly status: Locator;
  /** What the status bar item said before anything was opened. */
  readonly firstWords: string;
  /** Opens a file and puts the cursor after the last character. */
  openAtEnd(path: string): Promise<void>;
}

type Unwarmed = Omit<WeirEditor, 'firstWords'>;

export interface ScriptedTier {
  readonly server: ModelServer;
  /** What it answers from now on. */
  script: Script;
}

export interface WeirOptions extends Omit<Partial<EditorOptions>, 'vsix' | 'workspace'> {
  /** More files of the workspace: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** The wire of the strong tier. */
  readonly strongWire?: 'compatible' | 'anthropic';
  /** Runs in the web extension host, where there is no Node. Its traces are in no file. */
  readonly web?: boolean;
  /** More extensions, installed after Weir: packages, or folders that are packed first. */
  readonly beside?: readonly string[];
}

const sample = join(import.meta.dirname, '..', '..', 'sample');

export async function launchWeir(options: WeirOptions = {}): Promise<WeirEditor> {
  const { files = {}, strongWire = 'compatible', web = false, beside = [], settings, ...rest } = options;
  const parts: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part.close();
  };
  try {
    const fast = await startTier('scripted-fast', web);
    parts.push(fast.server);
    const strong = await startTier('scripted-strong', web);
    parts.push(strong.server);
    const folder = await mkdtemp(join(tmpdir(), 'weir-workspace-'));
    parts.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const workspace = await workspaceOf(folder, files);
    const editor = await launchEditor({
      ...rest,
      vsix: [
        web ? await webPackage(folder) : process.env['WEIR_VSIX'] || (process.env['WEIR_VSIX_UNIVERSAL'] ?? ''),
        ...beside,
      ],
      workspace,
      settings: {
        'weir.fast.provider': 'compatible',
        'weir.fast.baseUrl': `${fast.server.url}/v1`,
        'weir.fast.model': 'scripted-fast',
        'weir.strong.provider': strongWire,
        'weir.strong.baseUrl': `${strong.server.url}/v1`,
        'weir.strong.model': 'scripted-strong',
        // Nothing but Weir's own answers may appear: other suggestions would hold completions back.
        'editor.quickSuggestions': false,
        'editor.suggestOnTriggerCharacters': false,
        ...settings,
      },
    });
    parts.push({ close: () => editor.dispose() });
    // The probe lives in Node and does not see what the other host runs.
    if (!web) await editor.probe.activate('weir.weir');
    const weir = weirEditor(editor, fast, strong, close);
    const firstWords = await weir.status.getAttribute('aria-label', patience);
    await warmUp(weir);
    return { ...weir, firstWords: firstWords ?? '' };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The editor makes the part that asks for inline completions only when it is idle, or first asked by hand: what is typed
 * before is never asked about. So it is asked by hand once, in a file that Weir keeps to itself: nothing is sent or kept.
 */
async function warmUp({ page, probe, status }: Unwarmed): Promise<void> {
  await probe.run(async (vscode) => {
    await vscode.window.showTextDocument(vscode.Uri.parse('untitled:.env'), { preview: false });
    return null;
  });
  const heldBack = /never sent|nie an ein Modell gesendet|before you trust/;
  await vi.waitFor(async () => {
    await page.focusEditor();
    await probe.command('editor.action.inlineSuggest.trigger');
    expect(await status.getAttribute('aria-label')).toMatch(heldBack);
  }, patience);
  await probe.command('workbench.action.revertAndCloseActiveEditor');
}

async function startTier(model: string, cors: boolean): Promise<ScriptedTier> {
  const tier = {
    script: (): ScriptedAnswer => ({ text: '' }),
    server: await startModelServer({ models: [model], cors, answers: (request) => tier.script(request) }),
  } as { script: Script; server: ModelServer };
  return tier;
}

async function workspaceOf(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  const workspace = join(folder, 'sample');
  await cp(sample, workspace, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  return workspace;
}

function weirEditor(editor: Editor, fast: ScriptedTier, strong: ScriptedTier, dispose: () => Promise<void>): Unwarmed {
  const store = join(editor.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db');
  const traces = (): Trace[] => readStore(store);
  return {
    ...editor,
    fast,
    strong,
    dispose,
    traces,
    async nextTrace(since, fits) {
      const known = new Set(since.map((trace) => trace.id));
      const find = (): Trace | undefined => traces().find((trace) => !known.has(trace.id) && fits(trace));
      await expect.poll(() => find() !== undefined, { ...patience, message: 'a new trace in the store' }).toBe(true);
      const found = find();
      if (found === undefined) throw new Error('The trace went away.');
      return found;
    },
    answerView: () => editor.page.webview('Weir'),
    status: editor.page.browserPage.locator('[id="weir.weir.weir.status"]'),
    async openAtEnd(path) {
      await editor.page.openFile(path);
      const [line, column] = await editor.probe.run((vscode) => {
        const document = vscode.window.activeTextEditor?.document;
        if (!document) throw new Error('no editor is open');
        const end = document.lineAt(document.lineCount - 1).range.end;
        return [end.line + 1, end.character + 1] as const;
      });
      await editor.page.setCursor(line, column);
    },
  };
}

/** What a store holds now, oldest first; nothing where there is none yet. */
export function readStore(file: string): Trace[] {
  if (!existsSync(file)) return [];
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const documents = database
      .prepare('SELECT document FROM documents JOIN traces USING (seq) ORDER BY started_at')
      .all()
      .map((row) => JSON.parse(String(row['document'])) as Trace);
    const outcomes = database.prepare('SELECT trace_id, at_ms, kind FROM outcomes ORDER BY at_ms').all();
    return documents.map((trace) => ({
      ...trace,
      outcomes: outcomes
        .filter((row) => row['trace_id'] === trace.id)
        .map((row) => ({ kind: String(row['kind']) as Outcome['kind'], atMs: Number(row['at_ms']) })),
    }));
  } catch (error) {
    // The file is there before its tables are.
    if (error instanceof Error && /no such table/.test(error.message)) return [];
    throw error;
  } finally {
    database.close();
  }
}

/** A model that knows one line of code: whatever part of it the prompt ends with, it gives the rest. Else nothing. */
export function knowing(...lines: readonly string[]): Script {
  return ({ prompt }) => {
    for (const line of lines) {
      for (let length = line.length - 1; length >= 8; length--) {
        if (prompt.endsWith(line.slice(0, length))) return { text: line.slice(length), logprobs: -0.05 };
      }
    }
    return { text: '', logprobs: -0.05 };
  };
}

/** Every file below a folder whose bytes hold `text`. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}
