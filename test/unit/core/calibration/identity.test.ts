// What a calibration is of: the fast model, the state of its server, the prompts.
import { describe, expect, it } from 'vitest';
import { lookAtIdentity, type JudgeIdentity } from '../../../../src/core/calibration/identity';
import type { JudgedResult } from '../../../../src/core/calibration/taskResult';
import { promptHash } from '../../../../src/core/prompts/promptHash';

const judged = (fastModel: string, fingerprint?: string): { readonly judged: JudgedResult } => ({
  judged: {
    version: 'prior',
    p: 0.9,
    threshold: 0.7,
    accepted: true,
    signals: {},
    inside: true,
    fastModel,
    fingerprint,
    shadow: null,
  },
});
const many = (n: number, fingerprint?: string) => Array.from({ length: n }, () => judged('m', fingerprint));
const known: JudgeIdentity = { fastModel: 'm', promptHash: 'p', fingerprints: ['a', 'b'] };

describe('the judge’s identity', () => {
  it.each([
    ['nothing has changed', known, many(30, 'a'), 'p', null],
    ['nothing is known yet', { fastModel: '' }, many(30, 'a'), 'p', null],
    ['another model answers', known, [...many(30, 'a'), judged('other', 'a')], 'p', 'drift.model'],
    ['the prompts are worded anew', known, many(30, 'a'), 'q', 'drift.prompts'],
    ['nobody has answered since the prompts were worded anew', known, [], 'q', 'drift.prompts'],
    ['no answer of twenty comes from a state that was met', known, many(20, 'c'), 'p', 'drift.server'],
    ['one of twenty still does', known, [...many(1, 'b'), ...many(19, 'c')], 'p', null],
    ['too few have come from another state', known, many(19, 'c'), 'p', null],
    ['the server names no state', known, many(30), 'p', null],
  ])('%s', (_name, before, results, prompts, rule) => {
    expect(lookAtIdentity(before, results, prompts).changed?.rule ?? null).toBe(rule);
  });

  it('learns states that come beside known ones, and says a change once', () => {
    const first = lookAtIdentity(known, [...many(10, 'c'), ...many(10, 'a')], 'p').identity;
    expect(first.fingerprints).toEqual(['a', 'c', 'b']);
    expect(lookAtIdentity(first, many(20, 'c'), 'p').changed).toBeNull();
    const { identity } = lookAtIdentity(known, many(20, 'c'), 'p');
    expect(lookAtIdentity(identity, many(20, 'c'), 'p').changed).toBeNull();
  });
});

it('the prompts have one hash, the same each time', () => {
  expect(promptHash()).toBe(promptHash());
  expect(promptHash()).toMatch(/^[\da-z]{5,}$/);
});
