// What became of an offer, from plain editor events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftRange, type DocumentEdit } from '../../../../src/core/completion/documentEdit';
import { OutcomeTracker, type TrackedOutcome, type TrackerEvent } from '../../../../src/core/completion/outcomeTracker';
import { survivingShare } from '../../../../src/core/completion/survival';

const offer = {
  id: 'o',
  path: 'a.ts',
  offset: 10,
  lead: '  return t',
  text: 'foo(bar);',
  replaceSuffix: 0,
  offeredAt: 1000,
};
const offered: TrackerEvent = { type: 'offered', offer };
const edit = (start: number, inserted: string, at: number, removed = 0, undo = false): TrackerEvent => ({
  type: 'edit',
  edit: { path: 'a.ts', start, removed, inserted, undo },
  at,
});
const moved = (offset: number, at: number): TrackerEvent => ({ type: 'selection', path: 'a.ts', offset, at });
const tick = (at: number): TrackerEvent => ({ type: 'tick', at });
const accept = (at: number): TrackerEvent => ({ type: 'accept-command', id: 'o', at });

function run(...events: TrackerEvent[]): string[] {
  const tracker = new OutcomeTracker();
  return events.flatMap((event) => tracker.handle(event)).map(({ kind, at }: TrackedOutcome) => `${kind}@${at}`);
}

describe('an offer', () => {
  it('is shown once it has stood for 750 ms', () => {
    expect(run(offered, tick(1700))).toEqual([]);
    expect(run(offered, tick(1700), tick(1800), tick(2000))).toEqual(['shown@1750']);
  });

  it('is accepted by its command, or by its whole text coming in at once, and only once', () => {
    expect(run(offered, tick(2000), edit(10, 'foo(bar);', 2100), accept(2101))).toEqual([
      'shown@1750',
      'accepted@2100',
    ]);
    expect(run(offered, accept(1200))).toEqual(['shown@1000', 'accepted@1200']);
  });

  it('is accepted by its command even where its edits came in an order that could not be followed', () => {
    expect(run(offered, edit(3, 'x', 1100), accept(1200), accept(1201))).toEqual(['shown@1200', 'accepted@1200']);
    const other: TrackerEvent = { type: 'offered', offer: { ...offer, id: 'p', offeredAt: 1100 } };
    expect(run(offered, other, accept(1200))).toEqual(['shown@1200', 'accepted@1200']);
    expect(run(accept(1200))).toEqual([]);
  });

  it('is accepted by an edit that writes the line from its beginning', () => {
    expect(run(offered, tick(2000), edit(0, '  return tfoo(bar);', 2100, 10), accept(2101))).toEqual([
      'shown@1750',
      'accepted@2100',
    ]);
  });

  it('is accepted right after typing along it, before the editor has asked for the rest', () => {
    const typed = [edit(10, 'f', 2100), edit(11, 'o', 2110)];
    expect(run(offered, tick(2000), ...typed, edit(0, '  return tfoo(bar);', 2120, 12), accept(2130))).toEqual([
      'shown@1750',
      'accepted@2120',
    ]);
  });

  it('is accepted where the editor says so, even if its edit looked like a refusal', () => {
    const strange = edit(4, 'foo(bar);', 2100, 3);
    expect(run(offered, tick(2000), strange, moved(13, 2101), accept(2150), tick(3000))).toEqual([
      'shown@1750',
      'accepted@2150',
    ]);
  });

  it('is partly accepted word by word, and then not refused by going on otherwise', () => {
    expect(run(offered, tick(2000), edit(10, 'foo', 2100), moved(13, 2100), edit(13, 'x', 2300))).toEqual([
      'shown@1750',
      'partly-accepted@2100',
    ]);
  });

  it('is typed through letter by letter', () => {
    const keys = [...'foo(bar);'].flatMap((key, n) => [edit(10 + n, key, 1100 + n), moved(11 + n, 1100 + n)]);
    expect(run(offered, ...keys)).toEqual(['shown@1000', 'typed-through@1108']);
  });

  it('bears a letter typed and deleted again, and the editor’s closing bracket', () => {
    expect(run(offered, edit(10, 'f', 1100), edit(10, '', 1200, 1), moved(10, 1200), accept(2000))).toEqual([
      'shown@1000',
      'accepted@2000',
    ]);
    expect(
      run(offered, edit(10, 'foo', 1100), edit(13, '()', 1200), moved(14, 1200), tick(1900), moved(3, 2000)),
    ).toEqual(['shown@1000', 'partly-accepted@1100']);
  });

  it('is refused by typing something else, moving away, or deleting, if it was seen', () => {
    expect(run(offered, edit(10, 'x', 1800), tick(2100))).toEqual(['shown@1750', 'rejected@1800']);
    expect(run(offered, tick(2000), moved(3, 2100))).toEqual(['shown@1750', 'rejected@2100']);
    expect(run(offered, tick(2000), edit(9, '', 2100, 1), tick(2400))).toEqual(['shown@1750', 'rejected@2100']);
    expect(run(offered, edit(10, 'x', 1200))).toEqual([]);
  });

  it('that gives way to the next one is not refused', () => {
    expect(run(offered, tick(2000), { type: 'offered', offer: { ...offer, id: 'p', offeredAt: 2500 } })).toEqual([
      'shown@1750',
    ]);
  });

  it('ignores another document', () => {
    const other: DocumentEdit = { path: 'b.ts', start: 10, removed: 0, inserted: 'x', undo: false };
    expect(run(offered, tick(2000), { type: 'edit', edit: other, at: 2100 })).toEqual(['shown@1750']);
  });
});

describe('accepted text', () => {
  function accepted(): OutcomeTracker {
    const tracker = new OutcomeTracker();
    tracker.handle(offered);
    tracker.handle(edit(10, offer.text, 2000));
    return tracker;
  }

  it('is undone by an undo that takes it away', () => {
    const tracker = accepted();
    expect(tracker.handle(edit(10, '', 5000, 9, true))).toMatchObject([
      { id: 'o', kind: 'undone', data: { seconds: 3 } },
    ]);
    expect(tracker.due(10 ** 6)).toEqual([]);
  });

  it('is checked after 30, 120 and 300 s where it stands then', () => {
    const tracker = accepted();
    tracker.handle(edit(0, '// \n', 3000));
    expect(tracker.due(31_000)).toEqual([]);
    expect(tracker.due(32_000)).toEqual([{ id: 'o', path: 'a.ts', start: 14, end: 23 }]);
    expect(tracker.check('o', 'foo(baz);', 32_000)).toMatchObject([{ kind: 'kept', data: { seconds: 30 } }]);
    expect(tracker.due(60_000)).toEqual([]);
    expect(tracker.check('o', 'foo(bar);', 122_000)).toMatchObject([
      { kind: 'kept', data: { seconds: 120, share: 1 } },
    ]);
    expect(tracker.check('o', 'somethingElse()', 302_000)).toMatchObject([
      { kind: 'edited-away', data: { seconds: 300 } },
    ]);
    expect(tracker.due(10 ** 6)).toEqual([]);
  });

  it('is forgotten with its document', () => {
    const tracker = accepted();
    tracker.handle({ type: 'closed', path: 'a.ts', at: 3000 });
    expect(tracker.due(10 ** 6)).toEqual([]);
  });
});

describe('any sequence of events', () => {
  it('gives each offer at most one end, and "shown" before it', () => {
    const event = fc.oneof(
      fc.record({
        start: fc.integer({ min: 8, max: 20 }),
        inserted: fc.constantFrom('f', 'o', 'foo', '', 'x', 'foo(bar);'),
        removed: fc.integer({ min: 0, max: 2 }),
        undo: fc.boolean(),
      }),
      fc.integer({ min: 8, max: 20 }),
      fc.constantFrom('tick' as const, 'accept' as const, 'offer' as const),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const tracker = new OutcomeTracker();
        let clock = 1000;
        let offers = 0;
        const found = new Map<string, string[]>();
        const send = (one: TrackerEvent): void => {
          for (const { id, kind } of tracker.handle(one)) found.set(id, [...(found.get(id) ?? []), kind]);
        };
        for (const one of events) {
          clock += 300;
          if (typeof one === 'number') send(moved(one, clock));
          else if (one === 'tick') send(tick(clock));
          else if (one === 'accept') send({ type: 'accept-command', id: `o${offers}`, at: clock });
          else if (one === 'offer')
            send({ type: 'offered', offer: { ...offer, id: `o${++offers}`, offeredAt: clock } });
          else send(edit(one.start, one.inserted, clock, one.removed, one.undo));
        }
        for (const kinds of found.values()) {
          expect(kinds[0]).toBe('shown');
          const ends = kinds.filter((kind) => ['accepted', 'typed-through', 'rejected'].includes(kind));
          expect(ends.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('ranges and survival', () => {
  it.each<[string, number, number, string, [number, number]]>([
    ['before', 0, 2, 'abc', [11, 21]],
    ['behind', 30, 5, 'x', [10, 20]],
    ['inside', 12, 2, 'xyz', [10, 21]],
    ['at its end', 20, 0, 'xy', [10, 22]],
    ['at its start', 10, 0, 'xy', [10, 22]],
    ['over its end', 18, 5, '', [10, 18]],
    ['over all of it', 5, 30, '', [5, 5]],
  ])('an edit %s', (_, start, removed, inserted, [from, to]) => {
    const one = { path: 'a', start, removed, inserted, undo: false };
    expect(shiftRange({ start: 10, end: 20 }, one)).toEqual({ start: from, end: to });
  });

  it('measures the share of words that survive in order, white space aside', () => {
    expect(survivingShare('foo(bar);', 'foo( bar );')).toBe(1);
    expect(survivingShare('const total = 1;', 'const sum = 1;')).toBeCloseTo(8 / 13);
    expect(survivingShare('foo', '')).toBe(0);
    expect(survivingShare('', 'x')).toBe(1);
  });
});
