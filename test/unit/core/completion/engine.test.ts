// The engine on fake models: which source answers, what is asked, what is closed. The cursor is █.
import { describe, expect, it } from 'vitest';
import type { Ask, EngineAnswer, EngineListener } from '../../../../src/core/completion/ask';
import { choicesWithin } from '../../../../src/core/completion/choices';
import { CompletionEngine } from '../../../../src/core/completion/engine';
import type { MemoryPlace } from '../../../../src/core/completion/memory';
import type { Model, Prompt } from '../../../../src/core/model';
import type { Tiers } from '../../../../src/core/session';
import type { Trace } from '../../../../src/core/trace';
import { completionSession } from '../../../support/completionSession';
import { fakeModel, type FakeAnswer, type FakeModel } from '../../../support/fakeModel';
import { askAt } from './askAt';

let traces: Trace[] = [];
let late: MemoryPlace[] = [];

/** Tells this test only: what an earlier one left running speaks to its own lists. */
function listening(): EngineListener {
  const [told, came]: [Trace[], MemoryPlace[]] = [[], []];
  traces = told;
  late = came;
  return {
    asking: () => undefined,
    finished: (trace) => void told.push(trace),
    failed: (trace) => void told.push(trace),
    answered: (trace) => void told.push(trace),
    late: (place) => void came.push(place),
  };
}

const sure = (text: string, more: Partial<FakeAnswer> = {}): FakeAnswer => ({ text, logprob: -0.02, ...more });
const unsure = (text: string): FakeAnswer => ({ chunks: text.split(/\b/), logprob: -6 });
/** Whether asking it pays is a matter of the waiting alone. */
const freeModel = (...made: Parameters<typeof fakeModel>): FakeModel => {
  const model = fakeModel(...made);
  return { ...model, info: { ...model.info, prices: { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 } } };
};
const hardFeatures = { 'diagnostics.errorsInRange': 9, 'syntax.errorNodes': 9, 'history.reasks': 2 };
const ends = (prompt: Prompt): string => (prompt.kind === 'continue' ? prompt.text : '');

function setUp(fast: Model | null, strong: Model | null = null) {
  const engine = new CompletionEngine(completionSession(), listening());
  const tiers: Tiers = { fast, strong, unavailable: [] };
  const answer = (document: string, more: Partial<Ask> = {}, signal = new AbortController().signal) =>
    engine.answer(tiers, askAt(document, more), signal);
  return { engine, tiers, answer };
}

const shown = (answer: EngineAnswer) =>
  answer.kind === 'offer' ? [answer.offer.text, answer.source] : answer.reason?.rule;
const rules = (): string[] => (traces.at(-1)?.reasons ?? []).map(({ rule }) => rule);
/** A loaded machine takes its time. */
const slow = { timeout: 20_000, interval: 20 };
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Types the second text while the first one's request runs, as the editor does: the first caller gives up. */
async function typeOn(engine: ReturnType<typeof setUp>, from: string, to: string): Promise<EngineAnswer> {
  const first = new AbortController();
  const given = engine.answer(from, {}, first.signal);
  await rest(20);
  first.abort();
  await given;
  return engine.answer(to);
}

describe('the sources of an answer', () => {
  it('a request first; then typing along and deleting back ask nobody', async () => {
    const fast = fakeModel('fast', sure('compute(a, b);'));
    const { answer } = setUp(fast);
    expect(shown(await answer('x = █\n'))).toEqual(['compute(a, b);', 'request']);
    expect(rules()).toContain('source.request');
    expect(shown(await answer('x = comp█\n'))).toEqual(['ute(a, b);', 'typed-through']);
    expect(shown(await answer('x = compute(█)\n'))).toEqual(['a, b);', 'typed-through']);
    expect(shown(await answer('x =█\n'))).toEqual([' compute(a, b);', 'cache']);
    expect(fast.prompts).toHaveLength(1);
  });

  it('a running request is waited for while the typing agrees with it', async () => {
    const fast = fakeModel('fast', sure('compute(a, b);', { delayMs: 120 }));
    const engine = setUp(fast);
    expect(shown(await typeOn(engine, 'x = █\n', 'x = co█\n'))).toEqual(['mpute(a, b);', 'in-flight']);
    expect(fast.prompts).toHaveLength(1);
    expect(rules()).toContain('source.in-flight');
  });

  it('a running request is closed at once where the typing leaves it, and another is sent', async () => {
    const signals: AbortSignal[] = [];
    const base = fakeModel('fast', sure(''));
    const slow: Model = {
      info: base.info,
      async *stream(prompt, signal) {
        signals.push(signal);
        if (!ends(prompt).endsWith('x = ')) return yield* fakeModel('f', sure('yes();')).stream(prompt, signal);
        yield { type: 'sent', body: '' };
        yield { type: 'text', text: 'comp' };
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new Error('closed');
      },
    };
    const engine = setUp(slow);
    expect(shown(await typeOn(engine, 'x = █\n', 'x = other.█\n'))).toEqual(['yes();', 'request']);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('a request that has brought nothing after 200 ms is replaced', async () => {
    const fast = fakeModel('fast', (_prompt, call) => sure('compute(a);', { delayMs: call === 0 ? 5_000 : 0 }));
    const engine = setUp(fast);
    const from = performance.now();
    expect(shown(await typeOn(engine, 'x = █\n', 'x = c█\n'))).toEqual(['compute(a);', 'request']);
    expect(performance.now() - from).toBeLessThan(1_500);
    expect(fast.prompts).toHaveLength(2);
  });

  it('what nobody came back for is closed', async () => {
    let signal: AbortSignal | null = null;
    const base = fakeModel('fast', sure(''));
    const hanging: Model = {
      info: base.info,
      async *stream(_prompt, given) {
        signal = given;
        yield { type: 'sent', body: '' };
        await new Promise((resolve) => given.addEventListener('abort', resolve));
      },
    };
    const { answer, engine } = setUp(hanging);
    const caller = new AbortController();
    const given = answer('x = █\n', {}, caller.signal);
    await rest(10);
    caller.abort();
    await given;
    await expect.poll(() => signal?.aborted, slow).toBe(true);
    await expect.poll(() => engine.isAsking, slow).toBe(false);
  });

  it('what streamed in behind the shown line answers on the next one', async () => {
    const fast = fakeModel('fast', sure('a();\n  b();\n  c();\n'));
    const { answer } = setUp(fast);
    expect(shown(await answer('f(() => {\n  z();\n  █\n});\n'))).toEqual(['a();', 'request']);
    await rest(20);
    expect(shown(await answer('f(() => {\n  z();\n  a();\n  █\n});\n'))).toEqual(['b();', 'hot-streak']);
    expect(fast.prompts).toHaveLength(1);
    expect(traces.at(-1)).toMatchObject({ parent: 'task-1', answer: 'b();', attempts: [] });
    expect(rules()).toEqual(['source.hot-streak']);
  });

  it('the next line is asked for ahead where offers are accepted often, and not else', async () => {
    const fast = fakeModel('fast', (prompt) => sure(ends(prompt).endsWith('a = ') ? 'one();' : 'b = two();'));
    const often = { history: { shown: 20, accepted: 15 } };
    const { answer, engine } = setUp(fast);
    await answer('a = █\n', { history: { shown: 40, accepted: 1 } });
    expect(fast.prompts).toHaveLength(1);
    await answer('q = 1\na = █\n', often);
    await expect.poll(() => fast.prompts.length, slow).toBe(3);
    await expect.poll(() => engine.isAsking, slow).toBe(false);
    expect(fast.prompts).toHaveLength(3);
    expect(shown(await answer('q = 1\na = one();\n█\n', often))).toEqual(['b = two();', 'speculation']);
    expect(traces.at(-1)?.reasons.map(({ rule }) => rule)).toContain('source.speculation');
  });
});

describe('the strong tier', () => {
  it('is waited for in an empty block once the keys rest; while typing elsewhere nobody waits', async () => {
    const fast = fakeModel('fast', unsure('if else'));
    const strong = freeModel('strong', sure('return a + b;'));
    const { answer } = setUp(fast, strong);
    expect(shown(await answer('function add(a, b) {\n  █\n}\n'))).toEqual(['return a + b;', 'request']);
    expect(traces[0]).toMatchObject({ shown: 'strong' });
    expect(rules()).toContain('waits.empty-block');
    expect(shown(await answer('x = █\n'))).toBeUndefined();
    expect(strong.prompts).toHaveLength(1);
  });

  it('its late answer comes through the memory', async () => {
    const fast = fakeModel('fast', unsure('if else'));
    const strong = freeModel('strong', sure('return a + b;', { delayMs: 2_500 }));
    const engine = setUp(fast, strong);
    const first = new AbortController();
    const document = 'function add(a, b) {\n  █\n}\n';
    const given = engine.answer(document, {}, first.signal);
    await expect.poll(() => strong.prompts.length, slow).toBe(1);
    first.abort();
    await given;
    expect(shown(await engine.answer(document.replace('█', 're█')))).toBe('held.strong-asked');
    await expect.poll(() => late.length, slow).toBe(1);
    expect(shown(await engine.answer(document.replace('█', 're█')))).toEqual(['turn a + b;', 'cache']);
    expect(strong.prompts).toHaveLength(1);
  });

  it('is asked beside the fast one where that will be weak, and not paid for twice', async () => {
    const fast = fakeModel('fast', { ...unsure('if else'), delayMs: 100 });
    const strong = freeModel('strong', sure('total();'));
    const { answer } = setUp(fast, strong);
    const facts = () => ({ features: hardFeatures, context: [] });
    expect(shown(await answer('x = █\n', { facts, manual: true }))).toEqual(['total();', 'request']);
    expect(strong.prompts).toHaveLength(1);
    expect(rules()).toContain('strong-beside');
  });

  it('what it cost is counted where the fast answer was good after all', async () => {
    const fast = fakeModel('fast', sure('total(amounts);', { delayMs: 60 }));
    const strong = fakeModel('strong', sure('total();', { delayMs: 5_000 }));
    const { answer } = setUp(fast, strong);
    const facts = () => ({ features: hardFeatures, context: [] });
    expect(shown(await answer('x = █\n', { facts, manual: true }))).toEqual(['total(amounts);', 'request']);
    const attempts = traces.find((trace) => trace.shown === 'accepted')?.attempts;
    expect(attempts?.map(({ tier, error }) => [tier, error?.kind])).toEqual([
      ['fast', undefined],
      ['strong', 'cancelled'],
    ]);
    expect(attempts?.[1]?.cost).toBeGreaterThan(0);
  });

  it('sees a usable fast answer as a draft where its prompt has room for one', async () => {
    const fast = fakeModel('fast', { chunks: ['totl', '(', 'amounts', ')'], logprob: -2 });
    const strong = freeModel('strong', sure('total(amounts);'), { continuation: false });
    const { answer } = setUp(fast, strong);
    await answer('x = █\n', { manual: true });
    const [prompt] = strong.prompts;
    expect(JSON.stringify(prompt)).toContain('totl(amounts)');
    expect(rules()).toContain('draft-shown');
  });

  it('gives the third choice by hand', async () => {
    const fast = fakeModel('fast', (_prompt, call) => sure(call === 0 ? 'one();' : 'two();'));
    const strong = freeModel('strong', sure('three();'));
    const { engine, tiers, answer } = setUp(fast, strong);
    const first = await answer('x = █\n', { manual: true });
    if (first.kind !== 'offer') throw new Error('nothing');
    const others = engine.alternatives(tiers, askAt('x = █\n', { manual: true }), first.offer);
    const { offers, whole } = await choicesWithin(first.offer, others, (all) => all);
    expect(offers.map(({ text }) => text)).toEqual(['one();', 'two();', 'three();']);
    expect([offers[2]?.trace.shown, whole]).toEqual(['strong', true]);
    const late = await choicesWithin(first.offer, [...others, new Promise(() => undefined)], () => rest(1));
    expect([late.offers.length, late.whole]).toEqual([3, false]);
    expect((fast as FakeModel).prompts[1]?.temperature).toBeGreaterThan(0);
  });
});

describe('silence has a reason', () => {
  const fast = () => fakeModel('fast', sure('compute();'));

  it.each<[string, string, Partial<Ask>]>([
    ['held.on-demand', 'x = █\n', { onDemand: true }],
    ['several-cursors', 'x = █\n', { severalCursors: true, manual: true }],
    ['just-undone', 'x = █\n', { justUndone: true }],
    ['just-accepted', 'x = 1█\n', { justAccepted: true }],
    ['in-comment', '// x █\n', { skipComments: true }],
    ['mid-word', 'x = fo█o\n', {}],
  ])('%s', async (rule, document, more) => expect(shown(await setUp(fast()).answer(document, more))).toBe(rule));

  it('a model without any prompt that it understands is refused by name of the setting', async () => {
    const base = fakeModel('mystery-base', sure('x'), { chat: false, continuation: false, infill: false });
    const answer = await setUp(base).answer('x = █\n');
    expect(answer).toEqual({
      kind: 'silent',
      reason: { rule: 'no-answer.fim-unknown', weight: 1, data: { model: 'mystery-base' } },
    });
    expect(base.prompts).toEqual([]);
  });

  it('a model of an unknown family gets no FIM tokens, and the trace says so', async () => {
    const model = fast();
    await setUp(model).answer('x = █\n');
    expect(rules()).toContain('fim-unknown');
    expect(model.prompts[0]).toMatchObject({ kind: 'continue', specialTokens: false });
  });

  it('a refused text does not come back, from the cache neither; by hand it does', async () => {
    const model = fast();
    const { engine, answer } = setUp(model);
    const first = await answer('x = █\n');
    if (first.kind !== 'offer') throw new Error('nothing');
    engine.reject(first.offer.trace.id);
    expect(shown(await answer('x = █\n'))).toBe('rejected-before');
    expect(shown(await answer('x = █\n', { manual: true }))).toEqual(['compute();', 'request']);
  });

  it('by hand the cache is not asked, nor what is set', async () => {
    const model = fast();
    const { answer } = setUp(model);
    await answer('x = █\n');
    expect(shown(await answer('x = █\n', { manual: true, onDemand: true }))).toEqual(['compute();', 'request']);
    expect(model.prompts).toHaveLength(2);
  });
});
