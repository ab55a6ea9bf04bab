// One cause is told once in ten minutes, in whatever words it comes.
import { expect, it } from 'vitest';
import { ToldCauses } from '../../../src/host/toldCauses';

it('tells one kind of failure of one server once in ten minutes', () => {
  let now = 0;
  const causes = new ToldCauses(() => now);
  const isNew = (kind: 'rate-limited' | 'auth', sentence: string): boolean => causes.isNew({ kind, sentence });
  expect(isNew('rate-limited', 'http://127.0.0.1:1234 asks to slow down. Try again in 30 s.')).toBe(true);
  expect(isNew('rate-limited', 'http://127.0.0.1:1234 asks to slow down. Try again in 29 s.')).toBe(false);
  expect(isNew('rate-limited', 'small at http://127.0.0.1:1234 failed several times in a row.')).toBe(false);
  expect(isNew('rate-limited', 'https://api.example.com asks to slow down.')).toBe(true);
  expect(isNew('auth', 'http://127.0.0.1:1234 refused the key.')).toBe(true);
  now = 599_999;
  expect(isNew('auth', 'http://127.0.0.1:1234 refused the key.')).toBe(false);
  now = 600_000;
  expect(isNew('auth', 'http://127.0.0.1:1234 refused the key.')).toBe(true);
});
