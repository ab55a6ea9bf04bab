// What the session remembers of a thread of work between two tasks.
import { describe, expect, it } from 'vitest';
import { createReasks } from '../../../../src/core/routing/reasks';
import { createWarmPrompts } from '../../../../src/core/routing/warmPrompts';

const minute = 60_000;

describe('re-asks', () => {
  it('count on their own thread for half an hour', () => {
    const reasks = createReasks();
    reasks.add('a.ts', 0);
    reasks.add('a.ts', 20 * minute);
    expect(reasks.count('a.ts', 20 * minute)).toBe(2);
    expect(reasks.count('a.ts', 31 * minute)).toBe(1);
    expect(reasks.count('b.ts', 20 * minute)).toBe(0);
  });
});

describe('warm prompts', () => {
  it('are those of one model, for five minutes', () => {
    const warm = createWarmPrompts();
    warm.add('chat', 'm', 900, 0);
    expect(warm.tokens('chat', 'm', 4 * minute)).toBe(900);
    expect(warm.tokens('chat', 'm', 6 * minute)).toBe(0);
    expect(warm.tokens('chat', 'other', 0)).toBe(0);
    expect(warm.tokens('another chat', 'm', 0)).toBe(0);
  });
});
