// R6: the breaker equals a reference model that looks at the whole history every time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, type ModelErrorKind } from '../../../src/core/modelError';
import { Breaker, type Settle } from '../../../src/providers/breaker';
import { tried } from '../../support/tried';

const errorOf = (kind: ModelErrorKind): ModelError => new ModelError(kind, { sentence: 'x.' });

/** The rule, as a function of what happened so far. Times in milliseconds, in order. */
interface Happened {
  readonly at: number;
  readonly what: 'failed' | 'worked' | 'stuck' | 'neutral';
  readonly probe: boolean;
}
interface Reference {
  stuck: boolean;
  openUntil: number | null;
}
function reference(history: readonly Happened[]): Reference {
  let openUntil: number | null = null;
  let stuck = false;
  let since = 0;
  history.forEach(({ at, what, probe }, index) => {
    if (what === 'stuck') stuck = true;
    if (what === 'worked' && (probe || openUntil === null)) {
      openUntil = null;
      since = index + 1;
    }
    if (what !== 'failed') return;
    const recent = history.slice(since, index + 1).filter((one) => one.what === 'failed' && at - one.at < 60_000);
    if (probe || (openUntil === null && recent.length >= 3)) openUntil = at + 30_000;
  });
  return { stuck, openUntil };
}

const kinds: readonly ModelErrorKind[] = [
  'network',
  'overloaded',
  'timeout',
  'cancelled',
  'too-large',
  'auth',
  'rate-limited',
];
// Refusals that last are rare, so that most histories get as far as opening, probing and closing.
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.constantFrom(29_999, 30_000, 30_001, 59_999, 60_000)),
    }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(3),
      kind: fc.constantFrom(null, ...kinds.filter((kind) => kind !== 'auth')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), which: fc.nat(3) }) },
);

it('R6: every history gives what the reference gives', ({ task }) => {
  tried(task, 10_000);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      let now = 0;
      const breaker = new Breaker(() => now);
      const history: Happened[] = [];
      const running: { settle: Settle; probe: boolean }[] = [];
      for (const one of steps) {
        if (one.do === 'wait') now += one.ms;
        else if (one.do === 'ask') {
          const { stuck, openUntil } = reference(history);
          const probing = running.some(({ probe }) => probe);
          const admitted = !stuck && (openUntil === null || (now >= openUntil && !probing));
          let settle: Settle | null = null;
          try {
            settle = breaker.admit('m');
          } catch (error) {
            expect(error).toBeInstanceOf(ModelError);
          }
          expect(settle !== null).toBe(admitted);
          if (settle !== null) running.push({ settle, probe: openUntil !== null });
        } else {
          const [taken] = running.splice(one.which % Math.max(1, running.length), 1);
          if (taken === undefined) continue;
          const kind = one.do === 'refuse' ? 'auth' : one.kind;
          taken.settle(kind === null ? null : errorOf(kind));
          taken.settle(errorOf('network'));
          const neutral = kind === 'cancelled' || kind === 'too-large';
          const what = kind === null ? 'worked' : kind === 'auth' ? 'stuck' : neutral ? 'neutral' : 'failed';
          history.push({ at: now, what, probe: taken.probe });
        }
      }
    }),
    { numRuns: 10_000 },
  );
});

describe('by hand', () => {
  let now = 0;
  const fail = (breaker: Breaker, kind: ModelErrorKind): void => breaker.admit('m')(errorOf(kind));
  const opened = (): Breaker => {
    now = 0;
    const breaker = new Breaker(() => now);
    for (let i = 0; i < 3; i += 1) fail(breaker, 'network');
    return breaker;
  };

  it('opens after three, says when to try again, and leaves other models alone', () => {
    const breaker = opened();
    now = 10_000;
    expect(() => breaker.admit('m')).toThrow(/20 s/);
    expect(() => breaker.admit('other')).not.toThrow();
  });

  it('says what the last failure was about, so that one cause stays one cause', () => {
    const breaker = new Breaker(() => now);
    for (const kind of ['network', 'rate-limited', 'rate-limited'] as const) fail(breaker, kind);
    expect(() => breaker.admit('m')).toThrow(expect.objectContaining({ kind: 'rate-limited', retryAfterMs: 30_000 }));
  });

  it('names the longer wait where the server asked for one, and forgets it with the next success', () => {
    now = 0;
    const breaker = new Breaker(() => now);
    const limited = new ModelError('rate-limited', { sentence: 'x.', retryAfterMs: 60_000 });
    for (let i = 0; i < 2; i += 1) breaker.admit('m')(limited);
    fail(breaker, 'rate-limited');
    now = 10_000;
    expect(() => breaker.admit('m')).toThrow(expect.objectContaining({ retryAfterMs: 50_000 }));
    now = 30_000;
    breaker.admit('m')(null);
    for (let i = 0; i < 3; i += 1) fail(breaker, 'network');
    expect(() => breaker.admit('m')).toThrow(expect.objectContaining({ retryAfterMs: 30_000 }));
  });

  it('lets one probe through after 30 s', () => {
    const breaker = opened();
    now = 30_000;
    const probe = breaker.admit('m');
    expect(() => breaker.admit('m')).toThrow();
    probe(null);
    expect(() => breaker.admit('m')).not.toThrow();
  });

  it('a cancelled probe makes room for another', () => {
    const breaker = opened();
    now = 30_000;
    breaker.admit('m')(errorOf('cancelled'));
    expect(() => breaker.admit('m')).not.toThrow();
  });

  it('a refused key stays refused until something changes', () => {
    const breaker = new Breaker(() => now);
    fail(breaker, 'auth');
    now += 1e9;
    expect(() => breaker.admit('m')).toThrow(expect.objectContaining({ kind: 'auth' }) as Error);
    breaker.reset('m');
    expect(() => breaker.admit('m')).not.toThrow();
  });

  it('an answer from before a reset changes nothing', () => {
    const breaker = new Breaker(() => now);
    const old = breaker.admit('m');
    breaker.reset();
    old(errorOf('quota'));
    expect(() => breaker.admit('m')).not.toThrow();
  });
});
