import { execFile } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SyntaxPort } from '../../../src/core/syntaxPort';
import { createSyntaxService } from '../../../src/syntax/syntaxService';
import { bundleForNode } from '../../support/bundleForNode';
import { syntaxBundle, type SyntaxBundle } from '../../support/syntaxBundle';
import { bombs } from './bombs';
import { tried } from '../../support/tried';

let bundle: SyntaxBundle;
let service: SyntaxPort & { dispose(): void };
let log: string[] = [];

beforeAll(async () => {
  bundle = await syntaxBundle();
});
afterEach(() => service.dispose());
afterAll(() => rm(bundle.grammarFolder, { recursive: true }));

function start(options: Partial<SyntaxBundle> = {}): void {
  log = [];
  service = createSyntaxService({ ...bundle, ...options, log: (sentence) => log.push(sentence) });
}

const small = { document: 'small', languageId: 'typescript', text: 'function f() { return 1; }', offset: 16 };

describe('the bundled worker', () => {
  it('answers all three calls', async () => {
    start();
    expect(await service.facts(small)).toMatchObject({ scopes: [{ name: 'f' }], errorNodes: 0 });
    const { languageId, text } = small;
    expect(await service.scopes({ languageId, text })).toEqual([
      { kind: 'function', name: 'f', startLine: 1, endLine: 1 },
    ]);
    expect(await service.fit({ languageId, prefix: 'const a = ', text: 'f(1)', suffix: ';\n' })).toEqual({
      errorsBefore: 0,
      errorsAfter: 0,
      missingBefore: 0,
      missingAfter: 0,
    });
    expect(log).toEqual([]);
  });

  it('knows nothing of a language without a row', async () => {
    start();
    expect(await service.facts({ ...small, languageId: 'klingon' })).toBeNull();
    expect(log).toEqual([]);
  });

  it('says once that a grammar is missing, and serves the others', async () => {
    const grammar = join(bundle.grammarFolder, 'go.wasm');
    await rename(grammar, `${grammar}.away`);
    start();
    const go = { ...small, languageId: 'go', text: 'package a' };
    expect(await service.facts(go)).toBeNull();
    expect(await service.facts(go)).toBeNull();
    await rename(`${grammar}.away`, grammar);
    expect(log).toEqual([expect.stringMatching(/^No grammar for go: .*ENOENT/)]);
    expect(await service.facts(small)).not.toBeNull();
  });

  it('answers null when the worker dies, and starts another one', async () => {
    const workerFile = join(bundle.grammarFolder, 'dying.js');
    await writeFile(
      workerFile,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, request }) => {
         if (request.text === 'die') process.exit(1);
         parentPort.postMessage({ id, value: [] });
       });`,
    );
    start({ workerFile });
    const ask = (text: string) => service.scopes({ languageId: 'typescript', text });
    expect(await ask('live')).toEqual([]);
    expect(await Promise.all([ask('die'), ask('live')])).toEqual([null, null]);
    expect(await ask('live')).toEqual([]);
    expect(log).toEqual(['The syntax worker stopped: its thread ended. It starts again when next used.']);
    for (let i = 0; i < 4; i++) await ask('die');
    expect(await ask('live')).toBeNull();
    expect(log.at(-1)).toBe('The syntax worker stopped: its thread ended. It stays off for some minutes.');
  });

  it('answers null after it is disposed', async () => {
    start();
    const asked = service.facts(small);
    service.dispose();
    expect(await asked).toBeNull();
    expect(await service.facts(small)).toBeNull();
  });

  it('gets a file that needs more than one budget with a later keystroke', async () => {
    start();
    const line = 'export function name(a: number, b: string) { if (a) { return [b, { a }]; } return () => a + b; }\n';
    const text = line.repeat(5000);
    let found = await service.facts({ ...small, text, offset: 50 });
    for (let i = 0; i < 100 && found === null; i++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = await service.facts({ ...small, text: `${text}//${i}`, offset: 50 });
    }
    expect(found).toMatchObject({ scopes: [{ name: 'name' }], branches: 1 });
  });
});

/** Runs before the worker's own script; says what the thread's heap and the parser's memory, which is not in it, take together. */
const workerMemory = `
  const { isMainThread } = require('node:worker_threads');
  if (!isMainThread) {
    const { grow } = WebAssembly.Memory.prototype;
    let parser = 32;
    let most = 0;
    const look = () => {
      const { heapTotal } = process.memoryUsage();
      const megabytes = Math.round(parser + heapTotal / 1048576);
      if (megabytes > most) require('node:fs').writeSync(1, \`worker \${(most = megabytes)}\\n\`);
    };
    WebAssembly.Memory.prototype.grow = function (pages) {
      const before = grow.call(this, pages);
      parser = this.buffer.byteLength / 1048576;
      look();
      return before;
    };
    setInterval(look, 20).unref();
  }
`;

describe('T16: parser bombs', () => {
  const languages = 'typescript typescriptreact javascript python java go rust c cpp csharp ruby php'.split(' ');

  it('block neither the host nor the next parse', { timeout: 900_000 }, async ({ task }) => {
    start();
    const facts = (languageId: string, document: string, text: string) =>
      service.facts({ document, languageId, text, offset: Math.floor(text.length / 2) });
    let busiest = { name: '', milliseconds: 0 };
    for (const [index, bomb] of bombs.entries()) {
      const languageId = languages[index % languages.length] ?? '';
      // One language for each bomb in turn; `WEIR_LONG=1` throws all of them at all.
      for (const id of process.env['WEIR_LONG'] === '1' ? languages : [languageId]) {
        // What this thread was busy with, whatever else the machine does. A bomb that blocks does so each time; a neighbour does not.
        const parse = async () => {
          await facts(id, bomb.name, bomb.text);
          await service.fit({ languageId: id, prefix: bomb.text, text: 'x', suffix: bomb.text });
        };
        let milliseconds = Number.POSITIVE_INFINITY;
        for (let run = 0; run < 4 && milliseconds >= 20; run += 1) {
          const before = process.threadCpuUsage();
          await parse();
          const { user, system } = process.threadCpuUsage(before);
          milliseconds = Math.min(milliseconds, (user + system) / 1000 / 2);
        }
        if (milliseconds > busiest.milliseconds) busiest = { name: `${id} ${bomb.name}`, milliseconds };
        expect(await facts(id, 'small', 'x = 1'), `${id} after ${bomb.name}`).not.toBeNull();
      }
    }
    const many = bombs.length * (process.env['WEIR_LONG'] === '1' ? languages.length : 1);
    tried(task, many, `host busy at most ${busiest.milliseconds.toFixed(1)} ms`);
    expect(busiest.milliseconds, busiest.name).toBeLessThan(20);
    // Where others take the processor, the worker's five seconds may pass: it is ended and started again, as it should be.
    expect(log.filter((line) => !line.includes('no answer for'))).toEqual([]);
  });

  it('the worker keeps within its memory', { timeout: 900_000 }, async ({ task }) => {
    start();
    const { workerFile, grammarFolder } = bundle;
    const script = await bundleForNode(
      join(import.meta.dirname, '../../support/parserBombs.ts'),
      join(grammarFolder, 'parserBombs.js'),
    );
    const hook = join(grammarFolder, 'workerMemory.cjs');
    await writeFile(hook, workerMemory);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--require',
      hook,
      script,
      workerFile,
      grammarFolder,
    ]);
    const megabytes = (name: string): number =>
      Math.max(...Array.from(stdout.matchAll(new RegExp(`${name} (\\d+)`, 'g')), ([, found]) => Number(found)));
    const own = megabytes('worker');
    tried(
      task,
      bombs.length,
      `worker at most ${own} MB; with the machine code of twelve grammars the process grew by ${megabytes('process')} MB`,
    );
    expect(own).toBeGreaterThan(10);
    expect(own).toBeLessThanOrEqual(300);
  });
});
