// FIM prompts: each family's own tokens in its own order, a refusal for all other names, and prompts for models without tokens.
import { describe, expect, it } from 'vitest';
import type { Capabilities, FimFamily } from '../../../../src/core/model';
import type { ContextPiece } from '../../../../src/core/task';
import { fimPrompt } from '../../../../src/core/prompts/fim';
import { chatHolePrompt, codeOfChatAnswer, holeMark } from '../../../../src/core/prompts/fimChat';
import { completionPrompt, type CompletionPromptInput } from '../../../../src/core/prompts/fimCompletion';
import { chooseFimFamily, fimFamilyOf } from '../../../../src/core/prompts/fimFamily';

const families: FimFamily[] = ['qwen-coder', 'starcoder2', 'deepseek-coder', 'codegemma', 'codestral'];
const piece: ContextPiece = { path: 'lib/b.ts', text: 'B', startLine: 1, endLine: 1, reason: 'import', score: 1 };
const place = { path: 'a.ts', prefix: 'PRE', suffix: 'SUF', context: [] };

describe('the families’ prompts', () => {
  it.each<[FimFamily, string]>([
    ['qwen-coder', '<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>'],
    ['starcoder2', '<fim_prefix>PRE<fim_suffix>SUF<fim_middle>'],
    ['deepseek-coder', '<｜fim▁begin｜>PRE<｜fim▁hole｜>SUF<｜fim▁end｜>'],
    ['codegemma', '<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>'],
    ['codestral', '[SUFFIX]SUF[PREFIX]PRE'],
  ])('%s', (family, text) => {
    expect(fimPrompt(family, place).text).toBe(text);
  });

  it.each<[FimFamily, string]>([
    [
      'qwen-coder',
      '<|repo_name|>workspace\n<|file_sep|>lib/b.ts\nB\n<|file_sep|>a.ts\n<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>',
    ],
    [
      'starcoder2',
      '<repo_name>workspace<file_sep>lib/b.ts\nB\n<file_sep><fim_prefix>a.ts\nPRE<fim_suffix>SUF<fim_middle>',
    ],
    ['deepseek-coder', '<｜fim▁begin｜>#lib/b.ts\nB\n#a.ts\nPRE<｜fim▁hole｜>SUF<｜fim▁end｜>'],
    ['codegemma', 'lib/b.ts\nB\n<|file_separator|>a.ts\n<|fim_prefix|>PRE<|fim_suffix|>SUF<|fim_middle|>'],
    ['codestral', '[SUFFIX]SUF[PREFIX]+++++ lib/b.ts\nB\n\n+++++ a.ts\nPRE'],
  ])('%s with other files', (family, text) => {
    expect(fimPrompt(family, { ...place, context: [piece] }).text).toBe(text);
  });

  it('takes `$` in a file as it is', () => {
    const text = fimPrompt('starcoder2', { ...place, path: "$&$'.ts", context: [{ ...piece, text: '$1' }] }).text;
    expect(text).toContain("<fim_prefix>$&$'.ts\nPRE");
  });

  it.each(families)('%s sends at most four stop strings, each one whole token that no code contains', (family) => {
    const { stop } = fimPrompt(family, place);
    expect(stop.length).toBeLessThanOrEqual(4);
    expect(new Set(stop).size).toBe(stop.length);
    for (const one of stop) expect(one).toMatch(/^(<[^<>]+>|\[[A-Z]+\]|\+{5} )$/);
    for (const code of [
      'https://x.org/a',
      '// comment',
      '/src/index.ts',
      '\n\n',
      'function f() {',
      'class A',
      '#include',
    ]) {
      expect(stop.some((one) => code.includes(one))).toBe(false);
    }
  });
});

describe('the family of a model', () => {
  it.each<[string, FimFamily | null]>([
    ['qwen2.5-coder', 'qwen-coder'],
    ['qwen2.5-coder:1.5b-base', 'qwen-coder'],
    ['Qwen/Qwen2.5-Coder-7B-Instruct-GGUF', 'qwen-coder'],
    ['/models/qwen2.5-coder-0.5b-q4_k_m.gguf', 'qwen-coder'],
    ['qwen3-coder:30b-a3b-q4_K_M', 'qwen-coder'],
    ['bigcode/starcoder2-3b', 'starcoder2'],
    ['starcoder2:7b-q4_0', 'starcoder2'],
    ['deepseek-ai/deepseek-coder-1.3b-base', 'deepseek-coder'],
    ['deepseek-coder-v2:lite', 'deepseek-coder'],
    ['google/codegemma-2b', 'codegemma'],
    ['codegemma:7b-code-fp16', 'codegemma'],
    ['codestral-latest', 'codestral'],
    ['codestral-2501', 'codestral'],
    ['mistralai/Codestral-22B-v0.1', 'codestral'],
    ['qwen2.5:7b', null],
    ['qwen3:8b', null],
    ['codeqwen-7b', null],
    ['opencoder-qwen2.5-coder', null],
    ['deepseek-r1-distill-qwen-7b', null],
    ['deepseek-coder-6.7b-instruct', null],
    ['codegemma-7b-it', null],
    ['starcoder2-15b-instruct-v0.1', null],
    ['starcoder', null],
    ['starcoderbase-1b', null],
    ['codestral-mamba', null],
    ['my-starcoder2-finetune', null],
    ['starcoder2-3b-mywork', null],
    ['codellama:7b-code', null],
    ['gpt-5-mini', null],
    ['', null],
  ])('%s: %s', (model, family) => {
    expect(fimFamilyOf(model)).toBe(family);
  });

  it('names the setting where the name says nothing, and obeys it', () => {
    expect(chooseFimFamily('some-model', 'auto')).toMatchObject({ family: null });
    expect(chooseFimFamily('some-model', 'auto').reason).toContain('weir.fimFamily');
    expect(chooseFimFamily('some-model', 'starcoder2')).toEqual({ family: 'starcoder2', reason: null });
    expect(chooseFimFamily('starcoder2-3b', 'none')).toMatchObject({ family: null });
  });
});

const capabilities: Capabilities = {
  chat: false,
  continuation: false,
  infill: false,
  fimFamily: null,
  logProbabilities: null,
  jsonSchema: false,
  contextWindow: 8192,
};
const input: CompletionPromptInput = {
  capabilities,
  family: null,
  languageId: 'typescript',
  path: 'a.ts',
  prefix: 'PRE',
  suffix: 'SUF',
  data: (text) => `<${text}>`,
  context: [piece],
  multiline: false,
  maxTokens: 64,
};

describe('the completion’s prompt', () => {
  it('uses the family’s tokens as tokens', () => {
    const prompt = completionPrompt({
      ...input,
      family: 'qwen-coder',
      capabilities: { ...capabilities, continuation: true },
    });
    expect(prompt).toMatchObject({
      kind: 'continue',
      specialTokens: true,
      maxTokens: 64,
      temperature: 0,
      logProbabilities: true,
    });
  });

  it('never gives FIM tokens to a chat model', () => {
    for (const family of [null, ...families]) {
      const prompt = completionPrompt({ ...input, family, capabilities: { ...capabilities, chat: true } });
      expect(prompt.kind).toBe('chat');
      expect(JSON.stringify(prompt)).not.toMatch(/fim|\[SUFFIX\]/i);
    }
  });

  it('hands prefix and suffix to an infill end point, other files as comments', () => {
    const prompt = completionPrompt({ ...input, capabilities: { ...capabilities, infill: true } });
    expect(prompt).toMatchObject({ kind: 'infill', suffix: 'SUF' });
    expect(prompt.kind === 'infill' && prompt.prefix).toBe('// Path: lib/b.ts\n// B\n// Path: a.ts\nPRE');
  });

  it('lets a base model continue the prefix, with no stop string out of the suffix', () => {
    const prompt = completionPrompt({ ...input, context: [], capabilities: { ...capabilities, continuation: true } });
    expect(prompt).toMatchObject({ kind: 'continue', text: 'PRE', specialTokens: false, stop: [] });
  });

  it('does not ask for log-probabilities where there are none', () => {
    const prompt = completionPrompt({
      ...input,
      capabilities: { ...capabilities, chat: true, logProbabilities: false },
    });
    expect(prompt.logProbabilities).toBe(false);
  });
});

describe('the hole for chat models', () => {
  it('marks the hole once, and differently where the document has the mark', () => {
    const { user } = chatHolePrompt({ ...input, draft: 'x' });
    expect(user).toContain('PRE⟦HOLE⟧SUF');
    expect(user.split('⟦HOLE⟧')).toHaveLength(2);
    const mark = holeMark('a ⟦HOLE⟧', '');
    expect('a ⟦HOLE⟧'.includes(mark)).toBe(false);
  });

  it.each<[string, string, string, string, string]>([
    ['plain', 'return ', ';', 'a + b', 'a + b'],
    ['a fence', 'return ', ';', '```ts\na + b\n```', 'a + b'],
    ['a fence behind a sentence', 'return ', ';', 'Here it is:\n```ts\na + b\n```\nDone.', 'a + b'],
    ['a fence that is never closed', 'return ', ';', '```ts\na + b', 'a + b'],
    ['the mark', 'return ', ';', '⟦HOLE⟧a + b', 'a + b'],
    ['the lines around data', 'return ', ';', '<<<abcdefghijkl\na + b\nabcdefghijkl>>>', 'a + b'],
    ['the lines before', 'f(() => {\n  return ', ';\n});\n', 'f(() => {\n  return a + b', 'a + b'],
    ['the lines behind', 'f(() => {\n  return ', ';\n});\n', 'a + b;\n});', 'a + b'],
    ['code that has fences in it', 'x = `', '`', 'a ``` b', 'a ``` b'],
  ])('takes the code out of an answer with %s', (_, prefix, suffix, answer, code) => {
    expect(codeOfChatAnswer(answer, prefix, suffix)).toBe(code);
  });
});
