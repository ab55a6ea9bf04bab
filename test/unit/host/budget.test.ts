// A budget in the editor: closed once it is used up, and open again as soon as it is a larger one. Two windows share one book.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Tiers } from '../../../src/core/session';
import { defaultSettings } from '../../../src/core/settings';
import { openTraceStore } from '../../../src/web/memoryTraceStore';
import { fakeModel } from '../../support/fakeModel';

/** `answer`: what the user chooses in the next notice. */
const editor = vi.hoisted(() => ({ notices: [] as string[], answer: undefined as string | undefined }));
vi.mock('vscode', async () => ({
  l10n: { t: (await import('../../../src/shared/translate')).fill },
  window: {
    // Of old prices, which is another matter.
    showInformationMessage: () => Promise.resolve(undefined),
    showWarningMessage: (sentence: string) => {
      editor.notices.push(sentence);
      return Promise.resolve(editor.answer);
    },
  },
}));
const { Budget, today } = await import('../../../src/host/budget');

const tiers: Tiers = { fast: fakeModel('f', {}), strong: fakeModel('s', {}), unavailable: [] };
let limit = 1;
let store = openTraceStore({ file: '', workerFile: '', log: () => undefined });

afterEach(() => void vi.useRealTimers());
beforeEach(() => {
  Object.assign(editor, { notices: [], answer: undefined });
  limit = 1;
  store = openTraceStore({ file: '', workerFile: '', log: () => undefined });
});

function openWindow(failed = (error: unknown): void => expect.fail(String(error))) {
  const changed = vi.fn();
  const budget = new Budget(
    () => ({ ...defaultSettings, budget: { day: limit, month: 0 } }),
    () => Promise.resolve(store),
    failed,
    changed,
  );
  const isOpen = (): boolean => budget.limited(tiers).strong !== null;
  /** A call of the strong model that costs a dollar. */
  const spend = async (): Promise<void> => (await budget.reserve('strong', 's', 1)).settle(1);
  return { budget, changed, isOpen, spend };
}

test('used up, it is asked about once and closes the strong tier', async () => {
  const { budget, isOpen, spend } = openWindow();
  await spend();
  expect(isOpen()).toBe(true);
  for (const _again of [1, 2]) await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  expect(isOpen()).toBe(false);
  expect(budget.closed).toMatch(/1\.00/);
  expect(editor.notices.filter((notice) => notice.includes('too little is left'))).toHaveLength(1);
});

test.each([
  ['a larger one', 3],
  ['none', 0],
])('closed, it is open again where the user sets %s, and asks anew once that is used up', async (_what, larger) => {
  const { budget, isOpen, spend } = openWindow();
  await spend();
  await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  limit = larger;
  expect(isOpen()).toBe(true);
  expect(budget.closed).toBeNull();
  await spend();
  limit = 2;
  editor.notices.length = 0;
  await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  expect(isOpen()).toBe(false);
  expect(editor.notices).toHaveLength(1);
});

test('enlarged in one window, it is open in the other too once that is looked at', async () => {
  const [first, second] = [openWindow(), openWindow()];
  await first.spend();
  for (const { spend } of [second, first]) {
    editor.answer = spend === first.spend ? 'Spend as Much Again' : 'Fast Only';
    await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  }
  await vi.waitFor(() => expect(first.isOpen()).toBe(true));
  expect(second.isOpen()).toBe(false);
  second.changed.mockClear();
  await second.budget.lookAgain();
  expect(second.isOpen()).toBe(true);
  expect(second.changed).toHaveBeenCalledOnce();
  await second.spend();
});

test('looked at again with nothing enlarged, it stays closed and is not asked about again', async () => {
  const { budget, isOpen, spend } = openWindow();
  await spend();
  await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  editor.notices.length = 0;
  await budget.lookAgain();
  expect(isOpen()).toBe(false);
  await expect(spend()).rejects.toMatchObject({ kind: 'budget' });
  expect(editor.notices).toEqual([]);
});

test.each<[string, number, 'call' | 'book', number]>([
  ['before its call ends', 0, 'book', 0.25],
  ['after its call has ended', 0, 'call', 0.25],
  ['with a no to a call that has gone on', 1, 'call', 1.25],
])('a book that answers too late, %s, still gets what the call did cost', async (_when, before, first, spent) => {
  const { budget: book } = store;
  const settings = { limits: { day: limit, month: null }, over: 'ask' as const, warnAt: 0.8 };
  if (before > 0) await openWindow().spend();
  const held = Promise.withResolvers<void>();
  const reserve: typeof book.reserve = (...asked) => held.promise.then(() => book.reserve(...asked));
  const slow = { reserve, settle: book.settle.bind(book) };
  store = Object.create(store, { budget: { value: slow } }) as typeof store;
  vi.useFakeTimers();
  const busy = vi.fn();
  const reserved = openWindow(busy).budget.reserve('strong', 's', 1);
  await vi.advanceTimersByTimeAsync(3_000);
  const { settle, left } = await reserved;
  expect([left, busy.mock.calls.length]).toEqual([null, 1]);
  const ends = [(): void => settle(0.25), (): void => held.resolve()];
  for (const end of first === 'call' ? ends : ends.toReversed()) {
    end();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect((await book.sums(today(), settings, Date.now())).day).toMatchObject({ spent, reserved: 0 });
});
