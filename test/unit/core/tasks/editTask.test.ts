import { beforeAll, describe, expect, it } from 'vitest';
import { edit, type EditInput } from '../../../../src/core/tasks/editTask';
import type { Analyser } from '../../../../src/syntax/analyser';
import { fakeModel, type FakeModel } from '../../../support/fakeModel';
import { patchSession, ran, type Ran } from '../../../support/patchSession';
import { syntaxAnalyser } from '../../../support/syntaxAnalyser';

const text = 'export function add(a: number, b: number) {\n  const sum = a + b;\n  return sum;\n}\n';
const block = (search: string, replace: string): string =>
  `The sum is returned at once.\n\n\`\`\`\na.ts\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\``;
const good = block('  const sum = a + b;\n  return sum;', '  return a + b;');
const lost = block('  const sum = a - b;', '  return a + b;');

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['typescript']);
});

function answering(name: string, ...answers: string[]): FakeModel {
  return fakeModel(name, (_prompt, call) => ({
    text: answers[Math.min(call, answers.length - 1)] ?? '',
    logprob: -0.1,
  }));
}

async function edited(fast: FakeModel | null, strong: FakeModel | null): Promise<Ran> {
  const { session, tiers } = patchSession(analyser, fast, strong);
  const start = text.indexOf('  const');
  const input: EditInput = {
    subject: {
      path: 'a.ts',
      languageId: 'typescript',
      wish: 'inline sum',
      code: text.slice(start),
      startLine: 2,
      endLine: 3,
    },
    fileText: text,
    selection: { start, end: text.length },
    diagnosticsOf: () => [],
    files: null,
    readFile: (path) => Promise.resolve(path === 'a.ts' ? text : null),
    pin: null,
  };
  return ran(edit(session, tiers, input, new AbortController().signal));
}

const tiersOf = (of: Ran): string[] => of.trace.attempts.map((attempt) => attempt.tier);

describe('edit', () => {
  it('takes a fast edit that holds', async () => {
    const fast = answering('f', good);
    const found = await edited(fast, answering('s', good));
    expect(found.trace).toMatchObject({ kind: 'edit', shown: 'accepted', route: { tier: 'fast' } });
    expect(tiersOf(found)).toEqual(['fast']);
    expect(found.patch?.files[0]?.after).toBe('export function add(a: number, b: number) {\n  return a + b;\n}\n');
    const [prompt] = fast.prompts;
    expect(prompt?.kind === 'chat' && prompt.messages[0]?.content).toContain('The wish: inline sum');
  });

  it('asks the fast tier twice more where the edit is in doubt, and takes it where all change the same', async () => {
    const doubtful = (...answers: string[]): FakeModel => {
      const model = fakeModel('f', (_prompt, call) => ({ text: answers[call] ?? '', logprob: -1.2 }));
      return { ...model, info: { ...model.info, local: false } };
    };
    const same = await edited(doubtful(good, good, good), answering('s', good));
    expect(same.trace).toMatchObject({
      shown: 'accepted',
      judgements: [{ verdict: 'escalate' }, { verdict: 'accept' }],
    });
    expect(same.trace.judgements[1]?.signals['samples.agreement']).toBe(1);
    expect(tiersOf(same)).toEqual(['fast', 'fast', 'fast']);
    const other = block('  return sum;', '  return 0;');
    const split = await edited(doubtful(good, other, 'Nothing has to change.'), answering('s', good));
    expect(split.trace).toMatchObject({ shown: 'strong', judgements: [{}, { verdict: 'escalate' }] });
  });

  it('without log-probabilities too', async () => {
    const silent = fakeModel('f', { text: good });
    expect((await edited(silent, answering('s', good))).trace.shown).toBe('accepted');
  });

  it('mends once', async () => {
    expect(tiersOf(await edited(answering('f', lost, good), answering('s', good)))).toEqual(['fast', 'fast']);
  });

  it.each([
    ['an edit that does not apply', lost],
    ['an answer without an edit', 'You could return the sum at once, which is shorter.'],
  ])('%s escalates', async (_name, weak) => {
    const found = await edited(answering('f', weak), answering('s', good));
    expect(tiersOf(found)).toEqual(['fast', 'fast', 'strong']);
    expect(found.trace.shown).toBe('strong');
    expect(found.patch).not.toBeNull();
  });

  it('asks no model that only continues text, and says so', async () => {
    const base = fakeModel('b', { text: 'x' }, { chat: false });
    const found = await edited(base, answering('s', good));
    expect(tiersOf(found)).toEqual(['strong']);
    expect(found.trace.route?.reasons[0]?.rule).toBe('fast-continues');
    const alone = await edited(base, null);
    expect(alone.trace.end).toBe('failed');
    expect(alone.trace.error?.sentence).toContain('an edit needs a chat model');
  });
});
