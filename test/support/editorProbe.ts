// The test's side of the probe extension: hands it a function, waits for what the function returns.
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as VsCode from 'vscode';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Response<T> {
  readonly value?: T;
  readonly error?: string;
}

const lookEveryMs = 10;

export class Probe {
  private readonly folder: string;
  private requests = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Waits until the extension host runs; rejects after `limitMs`. */
  async ready(limitMs: number): Promise<void> {
    await this.file('ready.json', limitMs);
  }

  /**
   * Runs `body` inside the extension host and resolves to what it returns, as JSON. Like playwright's `evaluate`: the
   * function travels as text, so it sees its own arguments and `require`, and nothing of the test around it.
   */
  async run<T, A extends readonly Json[]>(
    body: (vscode: typeof VsCode, ...args: A) => T | PromiseLike<T>,
    ...args: A
  ): Promise<T> {
    return this.ask(String(body), args, 60_000);
  }

  /** `run` for what may take longer than a minute on a machine that has other work. */
  async runWithin<T, A extends readonly Json[]>(
    limitMs: number,
    body: (vscode: typeof VsCode, ...args: A) => T | PromiseLike<T>,
    ...args: A
  ): Promise<T> {
    return this.ask(String(body), args, limitMs);
  }

  /** Waits until an extension is active; rejects with what it threw, or where it is not installed. */
  async activate(extensionId: string): Promise<void> {
    await this.run(async (vscode, id) => {
      const extension = vscode.extensions.getExtension(id);
      if (!extension) throw new Error(`${id} is not installed`);
      await extension.activate();
      return null;
    }, extensionId);
  }

  /** `vscode.commands.executeCommand` with plain arguments. */
  async command(id: string, ...args: readonly Json[]): Promise<unknown> {
    return this.run(async (vscode, name, list) => vscode.commands.executeCommand(name, ...list), id, args);
  }

  /** Changes one user setting. */
  async configure(key: string, value: Json): Promise<void> {
    await this.run(
      async (vscode, name, to) => {
        const end = Date.now() + 45_000;
        for (;;) {
          try {
            await vscode.workspace.getConfiguration().update(name, to, vscode.ConfigurationTarget.Global);
            return null;
          } catch (error) {
            // What another part of the editor writes there at this moment counts as unsaved for a while; after a reload it may stay so.
            if (Date.now() > end || !String(error).includes('unsaved changes')) throw error;
            const unsaved = vscode.workspace.textDocuments.find(
              ({ isDirty, fileName }) => isDirty && fileName.endsWith('settings.json'),
            );
            if (Date.now() > end - 40_000) await unsaved?.save();
            await new Promise((resolve) => setTimeout(resolve, 250));
          }
        }
      },
      key,
      value,
    );
  }

  private async ask<T>(source: string, args: readonly Json[], limitMs: number): Promise<T> {
    const name = `${++this.requests}`;
    const file = join(this.folder, `${name}.request.json`);
    await writeFile(`${file}.part`, JSON.stringify({ source, args }));
    await rename(`${file}.part`, file);
    const response = JSON.parse(await this.file(`${name}.response.json`, limitMs)) as Response<T>;
    if (response.error !== undefined) throw new Error(`In the extension host: ${response.error}`);
    return response.value as T;
  }

  private async file(name: string, limitMs: number): Promise<string> {
    const path = join(this.folder, name);
    const end = Date.now() + limitMs;
    while (!existsSync(path)) {
      if (Date.now() > end) throw new Error(`No ${name} from the extension host within ${limitMs} ms.`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return readFile(path, 'utf8');
  }
}
