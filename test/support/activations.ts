// What the editor says of its extensions' start, from its own report: `| extension | eager | load | call | finish | event | by |`.
import { expect } from 'vitest';
import { patience, type WeirEditor } from './editorWeir';

export interface Activation {
  /** Milliseconds: to load the code, in `activate`, and until what that returned was settled. */
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** Of these extensions, in their order; they must be active. */
export async function activations({ page, probe }: WeirEditor, of: readonly string[]): Promise<Activation[]> {
  await page.runCommand('Developer: Startup Performance');
  const report = (): Promise<string> =>
    probe.run((vscode) => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '');
  for (const name of of) await expect.poll(report, patience).toContain(`| ${name} `);
  const rows = (await report()).split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  await probe.command('workbench.action.closeActiveEditor');
  return of.map((extension) => {
    const [, , , load, call, finish] = rows.find(([, name]) => name === extension) ?? [];
    return { load: Number(load), call: Number(call), finish: Number(finish) };
  });
}

export const wholeMs = ({ load, call, finish }: Activation): number => load + call + finish;
