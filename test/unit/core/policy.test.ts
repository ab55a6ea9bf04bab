import { describe, expect, it } from 'vitest';
import { allowsModel, applyPolicy, parsePolicy, policyPath } from '../../../src/core/policy';
import { defaultSettings } from '../../../src/core/settings';

const policy = (value: unknown) => {
  const parsed = parsePolicy(JSON.stringify(value));
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
};

describe('a policy', () => {
  it('goes before the user’s settings, and makes a budget only smaller', () => {
    const team = policy({ aim: 'quality', budget: { day: 2, month: 50 }, prices: { M: { input: 1, output: 2 } } });
    const own = { ...defaultSettings, budget: { day: 1, month: 0 }, mode: 'fast' as const };
    expect(applyPolicy(own, team)).toMatchObject({
      aim: 'quality',
      mode: 'fast',
      budget: { day: 1, month: 50 },
      prices: { m: { input: 1, cachedRead: 1, cacheWrite: 1, output: 2 } },
    });
    expect(applyPolicy(own, null)).toBe(own);
  });

  it('lets only the models be asked that it names, and all where it names none', () => {
    expect(allowsModel(policy({ models: ['a'] }), 'b')).toBe(false);
    expect(allowsModel(policy({ models: ['a'] }), 'a')).toBe(true);
    expect(allowsModel(policy({}), 'b')).toBe(true);
  });

  it.each([
    ['no JSON', '{', 'it is no JSON'],
    ['a list', '[]', 'it must be a JSON object'],
    ['an aim that is none', '{"aim":"fastest"}', '"aim" must be one of cost, speed, balanced, quality'],
    ['a budget in words', '{"budget":{"day":"five"}}', '"budget" must have "day" and "month" in dollars'],
    ['models that are no names', '{"models":[1]}', '"models" must be a list of names'],
    ['a prior of another form', '{"prior":{}}', '"prior" is no judge that "eval -- cascade --artefact" has written'],
  ])('says what is wrong with %s', (_name, text, sentence) => expect(parsePolicy(text)).toBe(sentence));

  it('is pinned by the end of its path', () => {
    const hash = 'ab'.repeat(32);
    expect(policyPath(`C:/team/policy.json#sha256=${hash.toUpperCase()}`)).toEqual({
      path: 'C:/team/policy.json',
      sha256: hash,
    });
    expect(policyPath('/a/b#c.json')).toEqual({ path: '/a/b#c.json', sha256: null });
  });
});
