// Every call is reserved before it is sent and settled after, whatever becomes of it.
import { expect, test } from 'vitest';
import { budgetedModel, type BudgetGate } from '../../../../src/core/cost/budgetedModel';
import { usageSoFar } from '../../../../src/core/cost/usageSoFar';
import { ownPriceOf, ownPrices } from '../../../../src/core/cost/ownPrices';
import type { Model, Prompt } from '../../../../src/core/model';
import { ModelError } from '../../../../src/core/modelError';
import { promptTokens } from '../../../../src/core/prompts/promptTokens';
import { fakeModel, type FakeAnswer } from '../../../support/fakeModel';

const prompt: Prompt = {
  kind: 'continue',
  text: 'x'.repeat(400),
  specialTokens: false,
  maxTokens: 100,
  temperature: 0,
  stop: [],
  logProbabilities: false,
};
const prices = { input: 1, cachedRead: 0.1, cacheWrite: 1.25, output: 10 };

function book(refuse = false) {
  const lines: string[] = [];
  const gate: BudgetGate = {
    reserve: async (tier, model, atMost) => {
      if (refuse) throw new ModelError('budget', { sentence: 'Over.' });
      lines.push(`reserve ${tier} ${model} ${atMost !== null && atMost > 0.001 ? 'enough' : String(atMost)}`);
      const settle = (cost: number | null): void => {
        lines.push(cost === null ? 'settle unknown' : cost === 0 ? 'settle nothing' : 'settle some');
      };
      return { settle, left: 0.25 };
    },
  };
  return { gate, lines };
}

const priced = (answer: FakeAnswer, of: typeof prices | null): Model => {
  const fake = fakeModel('m', answer);
  return { info: { ...fake.info, prices: of }, stream: (asked, signal) => fake.stream(asked, signal) };
};

async function drain(model: Model, signal = new AbortController().signal): Promise<unknown> {
  try {
    for await (const event of model.stream(prompt, signal)) void event;
    return null;
  } catch (error) {
    return error;
  }
}

test('reserves the most a call may cost, then settles what it did cost', async () => {
  const { gate, lines } = book();
  await drain(budgetedModel(priced({ text: 'answer' }, prices), 'strong', gate));
  expect(lines).toEqual(['reserve strong m enough', 'settle some']);
});

test('reserves what it may think, too: it is paid as output', async () => {
  const reserved: (number | null)[] = [];
  const gate: BudgetGate = {
    reserve: async (_tier, _model, atMost) => {
      reserved.push(atMost);
      return { settle: () => undefined, left: null };
    },
  };
  const model = priced({ text: 'answer' }, prices);
  await drain(budgetedModel(model, 'strong', gate));
  await drain(budgetedModel({ ...model, info: { ...model.info, thinkingTokens: 8192 } }, 'strong', gate));
  const [plain, thinking] = reserved;
  expect((thinking ?? 0) - (plain ?? 0)).toBeCloseTo((8192 * prices.output) / 1e6, 10);
});

test('says with the answer what is left of the budget', async () => {
  const { gate } = book();
  const events = [];
  for await (const event of budgetedModel(priced({ text: 'answer' }, prices), 'strong', gate).stream(
    prompt,
    new AbortController().signal,
  ))
    events.push(event);
  expect(events.at(-1)).toMatchObject({ type: 'finish', budgetLeft: 0.25 });
});

test('a refused call is never sent', async () => {
  const { gate } = book(true);
  const fake = fakeModel('m', { text: 'answer' });
  const error = await drain(budgetedModel(fake, 'strong', gate));
  expect(error).toMatchObject({ kind: 'budget' });
  expect(fake.prompts).toEqual([]);
});

test('an unpriced model is reserved and settled as unknown, which is not nothing', async () => {
  const { gate, lines } = book();
  await drain(budgetedModel(priced({ text: 'answer' }, null), 'fast', gate));
  expect(lines).toEqual(['reserve fast m null', 'settle unknown']);
});

test('a call that was stopped after it was sent is settled by what came', async () => {
  const { gate, lines } = book();
  const model = budgetedModel(priced({ chunks: ['one ', 'two '] }, prices), 'strong', gate);
  for await (const event of model.stream(prompt, new AbortController().signal)) if (event.type === 'text') break;
  expect(lines.at(-1)).toBe('settle some');
});

test.each([
  ['refused by its status', new ModelError('auth', { sentence: 'No.', status: 401 }), 'settle nothing'],
  ['broken off, when it may have been read', new ModelError('network', { sentence: 'Gone.' }), 'settle some'],
])('a call that was %s', async (_, error, settled) => {
  const { gate, lines } = book();
  expect(await drain(budgetedModel(priced({ error }, prices), 'strong', gate))).toBe(error);
  expect(lines.at(-1)).toBe(settled);
});

test.each([
  ['refused before any text', '', 503, 0, 0],
  ['with an error in the middle of its text', 'some text', 529, promptTokens(prompt), 3],
  ['without a status', '', undefined, promptTokens(prompt), 0],
])('the usage of a call %s', (_, text, status, input, output) => {
  const error = new ModelError('overloaded', { sentence: 'No.', ...(status !== undefined && { status }) });
  expect(usageSoFar(prompt, text, error)).toEqual({ input, cachedRead: 0, cacheWrite: 0, output, exact: false });
});

test('own prices go by the whole id or by the name behind its maker; what is no price is left out', () => {
  const own = ownPrices({ 'My-Model': { input: 1, output: 4 }, bad: { input: -1, output: 1 }, worse: 3 });
  expect(Object.keys(own)).toEqual(['my-model']);
  expect(ownPriceOf(own, 'maker/MY-model')).toEqual({ input: 1, cachedRead: 1, cacheWrite: 1, output: 4 });
  expect(ownPriceOf(own, 'other')).toBeNull();
});
