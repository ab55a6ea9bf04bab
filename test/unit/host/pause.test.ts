// A pause of completions: it ends by itself, says each minute that passes, and outlives a reload of the window.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Memento } from 'vscode';
import { Pause } from '../../../src/host/pause';

const minute = 60_000;
let kept: Map<string, unknown>;
const memento = {
  keys: () => [...kept.keys()],
  get: <T>(key: string, otherwise?: T) => (kept.get(key) ?? otherwise) as T,
  update: (key: string, value: unknown) => {
    kept.set(key, value);
    return Promise.resolve();
  },
} satisfies Memento;

beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('it ends by itself, and tells of its beginning, each minute and its end', () => {
  const left: number[] = [];
  const pause: Pause = new Pause(memento, () => left.push(Math.round(pause.leftMs / minute)));
  pause.start(5);
  vi.advanceTimersByTime(6 * minute);
  expect(left).toEqual([5, 4, 3, 2, 1, 0]);
  expect(pause.leftMs).toBe(0);
  vi.advanceTimersByTime(60 * minute);
  expect(left).toHaveLength(6);
});

test('ended by hand, nothing ticks on', () => {
  const changed = vi.fn();
  const pause = new Pause(memento, changed);
  pause.start(15);
  vi.advanceTimersByTime(minute / 2);
  pause.end();
  expect(pause.leftMs).toBe(0);
  vi.advanceTimersByTime(60 * minute);
  expect(changed).toHaveBeenCalledTimes(2);
});

test('a window that is reloaded goes on pausing for what is left, and one reloaded later not at all', () => {
  const first = new Pause(memento, () => undefined);
  first.start(5);
  first.dispose();
  vi.advanceTimersByTime(2 * minute);
  const changed = vi.fn();
  const second = new Pause(memento, changed);
  expect(second.leftMs).toBe(3 * minute);
  vi.advanceTimersByTime(4 * minute);
  expect(second.leftMs).toBe(0);
  expect(changed).toHaveBeenCalledTimes(3);
  expect(new Pause(memento, changed).leftMs).toBe(0);
});
