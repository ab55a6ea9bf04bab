// Mistakes that other completion engines have shipped, each held by a guard here: without the guard its test fails.
import { describe, expect, it } from 'vitest';
import type { Capabilities, FimFamily, Model } from '../../../../src/core/model';
import { CompletionEngine } from '../../../../src/core/completion/engine';
import { CompletionCache } from '../../../../src/core/completion/completionCache';
import { shapeCompletion } from '../../../../src/core/completion/shape';
import { createStopper } from '../../../../src/core/completion/stopper';
import { admittedPieces } from '../../../../src/core/context/admittedPieces';
import { IgnoreRules } from '../../../../src/core/privacy/ignoreRules';
import { completionPrompt } from '../../../../src/core/prompts/fimCompletion';
import { fimFamilyOf } from '../../../../src/core/prompts/fimFamily';
import type { ContextPiece } from '../../../../src/core/task';
import { completionSession } from '../../../support/completionSession';
import { fakeModel } from '../../../support/fakeModel';
import { askAt } from './askAt';
import { atCursor } from './cursor';

const shape = (document: string, raw: string, languageId = 'typescript') =>
  shapeCompletion({ languageId, ...atCursor(document), raw });
const capabilities: Capabilities = {
  chat: true,
  continuation: true,
  infill: false,
  fimFamily: null,
  logProbabilities: null,
  jsonSchema: false,
  contextWindow: 4096,
};
const prompt = (family: FimFamily | null, more: Partial<Capabilities> = {}) =>
  completionPrompt({
    capabilities: { ...capabilities, ...more },
    family,
    languageId: 'typescript',
    path: 'src/a.ts',
    prefix: 'import a from "',
    suffix: '";\n',
    context: [],
    multiline: false,
    data: (text: string) => `<${text}>`,
    maxTokens: 20,
  });
const piece = (path: string): ContextPiece => ({
  ...{ path, startLine: 1, endLine: 1, text: 'x', reason: 'similar', score: 1 },
});
const families: FimFamily[] = ['qwen-coder', 'starcoder2', 'deepseek-coder', 'codegemma', 'codestral'];

describe('other engines’ mistakes', () => {
  it('a cache written under one key and read under another', () => {
    const cache = new CompletionCache();
    const place = { model: 'm', path: 'p', prefix: 'a\r\n  b = ', suffix: ';\r\n' };
    cache.put(place, 'c', 0, null);
    expect(cache.get(place)).toEqual({ text: 'c', replaceSuffix: 0, origin: null, match: 'exact' });
  });

  it('a cache key without the suffix', () => {
    const cache = new CompletionCache();
    cache.put({ model: 'm', path: 'p', prefix: 'f(', suffix: ')' }, 'x', 0, null);
    expect(cache.get({ model: 'm', path: 'p', prefix: 'f(', suffix: ', y)' })).toBeNull();
  });

  it('a cache key with white space stripped, where indentation is meaning', () => {
    const cache = new CompletionCache();
    cache.put({ model: 'm', path: 'p.py', prefix: 'if a:\n    b\n    ', suffix: '' }, 'c', 0, null);
    expect(cache.get({ model: 'm', path: 'p.py', prefix: 'if a:\n    b\n', suffix: '' })).toBeNull();
    expect(cache.get({ model: 'm', path: 'p.py', prefix: 'if a:\n  b\n    ', suffix: '' })).toBeNull();
  });

  it('stop strings that cut URLs and paths', () => {
    for (const family of [null, ...families]) {
      expect(prompt(family).stop.some((stop) => 'https://example.org/src/lib//x'.includes(stop))).toBe(false);
    }
    const stopper = createStopper({ languageId: 'typescript', ...atCursor('const url = █\n') });
    stopper.push('"https://example.org/src/a";\nnext();\n');
    expect(stopper.text()).toBe('"https://example.org/src/a";');
    expect(shape('const url = █', '"https://example.org/src/a";').text).toBe('"https://example.org/src/a";');
  });

  it('two stop strings fused into one', () => {
    for (const family of families) {
      for (const stop of prompt(family).stop) expect(stop.match(/[<[]/g)?.length ?? 0).toBeLessThanOrEqual(1);
    }
  });

  it('five stop strings, which servers refuse', () => {
    for (const family of [null, ...families]) expect(prompt(family).stop.length).toBeLessThanOrEqual(4);
  });

  it('a limit that silently shows half a completion', () => {
    const input = { languageId: 'python', ...atCursor('def f():\n    █'), raw: 'a = compute()\n    return a.fie' };
    const shaped = shapeCompletion({ ...input, finish: 'length' });
    expect(shaped.text).toBe('a = compute()');
    expect(shaped.reasons.map(({ rule }) => rule)).toContain('half-statement');
  });

  it('`)` offered where `")` stands', () => {
    expect(shape('print("hello█")', ')').text).toBeNull();
    expect(shape('print("hello█")', '")').text).toBeNull();
    expect(shape('print("hello█");', '");').text).toBeNull();
  });

  it('`} else {` left over behind a `}` that was taken away', () => {
    expect(shape('if (a) {\n  █\n}', 'b();\n} else {\n  c();\n}').text).toBe('b();\n} else {\n  c();');
    expect(shape('if (a) {\n  █\n} else {\n  c();\n}', 'b();\n} else {\n  d();\n}').text).toBe('b();');
    expect(shape('if (a) {\n  █\n}', 'b();\n}\nelse {\n  c();\n}').text).toBe('b();');
    expect(shape('if (a) {\n  █\n}', 'b();\n} else {').text).toBe('b();');
  });

  it('a request that is never aborted', async () => {
    let given: AbortSignal | null = null;
    const fast: Model = {
      ...fakeModel('fast', {}),
      async *stream(_prompt, signal) {
        given = signal;
        yield { type: 'sent', body: '' };
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    };
    const quiet = () => undefined;
    const engine = new CompletionEngine(completionSession(), {
      ...{ asking: quiet, finished: quiet, failed: quiet, answered: quiet, late: quiet },
    });
    const caller = new AbortController();
    const answer = engine.answer({ fast, strong: null, unavailable: [] }, askAt('x = █\n'), caller.signal);
    await expect.poll(() => given).not.toBeNull();
    caller.abort();
    engine.moved(askAt('x = y█\nelsewhere').place);
    expect((given as AbortSignal | null)?.aborted).toBe(true);
    await answer;
  });

  it('`.env` completed, or used as context', () => {
    const rules = new IgnoreRules([]);
    for (const path of ['.env', 'app/.env.local', 'deploy/id_rsa']) {
      expect([path, rules.check(path).denied]).toEqual([path, true]);
      const pieces = [piece(path), piece('src/a.ts')];
      expect(admittedPieces(pieces, (one) => rules.check(one).denied).map((one) => one.path)).toEqual(['src/a.ts']);
    }
    const broken = (): boolean => {
      throw new Error('the rules cannot be read');
    };
    expect(admittedPieces([piece('src/a.ts')], broken)).toEqual([]);
  });

  it('a chat model given FIM tokens', () => {
    expect(prompt(null, { continuation: false }).kind).toBe('chat');
    for (const continuation of [true, false]) {
      expect(JSON.stringify(prompt(null, { continuation }))).not.toMatch(/fim_|<fim|\[PREFIX\]/);
      expect(prompt(null, { continuation })).not.toMatchObject({ specialTokens: true });
    }
    expect(prompt('qwen-coder', { continuation: false }).kind).toBe('chat');
    for (const model of ['codegemma-7b-it', 'starcoder2-15b-instruct', 'deepseek-coder-33b-instruct']) {
      expect(fimFamilyOf(model)).toBeNull();
    }
  });

  it('an unknown model given another family’s template, and a known one the wrong one', () => {
    expect(fimFamilyOf('granite-code:3b')).toBeNull();
    expect(fimFamilyOf('not-qwen2.5-coder-at-all')).toBeNull();
    expect(fimFamilyOf('coder-qwen2.5')).toBeNull();
    expect(fimFamilyOf('qwen2.5-coder:7b')).toBe('qwen-coder');
  });
});
