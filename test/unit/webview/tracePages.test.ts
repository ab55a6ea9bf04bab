// The paged list against a host that holds all rows: nothing is lost, nothing comes twice, whatever arrives in between.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceQuery, TraceSummary } from '../../../src/core/traceStore';
import { pageSize } from '../../../src/shared/traceMessages';
import { TracePages } from '../../../src/webview/tracePages';
import { summaryOf } from '../../support/webviewTraceHost';
import { acceptedTrace } from '../../support/webviewTraces';

const sample = summaryOf(acceptedTrace);
const row = (id: number, startedAt: number): TraceSummary => ({ ...sample, id: String(id), startedAt });

/** A host that answers when it is told to. */
class Host {
  rows: TraceSummary[] = [];
  waiting: { request: number; query: TraceQuery }[] = [];
  readonly pages = new TracePages((request, query) => this.waiting.push({ request, query }));

  answer(): boolean {
    const next = this.waiting.shift();
    if (!next) return false;
    const { before = Infinity, limit } = next.query;
    const newest = [...this.rows].sort(
      (one, other) => other.startedAt - one.startedAt || Number(other.id) - Number(one.id),
    );
    this.pages.take(next.request, newest.filter((one) => one.startedAt < before).slice(0, limit));
    return true;
  }

  answerAll(): void {
    while (this.answer());
  }

  readAll(): void {
    for (let round = 0; round < 50 && !this.pages.complete; round += 1) {
      this.pages.more();
      this.answerAll();
    }
  }

  ids(): string[] {
    return this.pages.rows.map((one) => one.id);
  }
}

describe('TracePages', () => {
  test('reads everything, page by page, also where many began in the same millisecond', () => {
    const host = new Host();
    host.rows = Array.from({ length: 950 }, (_, index) => row(index, Math.floor(index / 150)));
    host.pages.start({});
    host.answerAll();
    expect(host.pages.rows).toHaveLength(pageSize);
    host.readAll();
    expect(new Set(host.ids()).size).toBe(950);
    expect(host.pages.rows).toHaveLength(950);
  });

  test('more rows than a page in one millisecond end the list instead of asking without end', () => {
    const host = new Host();
    host.rows = Array.from({ length: 500 }, (_, index) => row(index, 7));
    host.pages.start({});
    host.answerAll();
    host.readAll();
    expect(host.pages.complete).toBe(true);
  });

  test('an answer to an old filter is not taken', () => {
    const host = new Host();
    host.rows = [row(1, 1)];
    host.pages.start({ text: 'old' });
    host.pages.start({ text: 'new' });
    const [old] = host.waiting;
    expect(host.pages.take(old?.request ?? 0, [row(9, 9)])).toBe(false);
    host.answerAll();
    expect(host.ids()).toEqual(['1']);
  });

  test('of what is typed while a search runs only the last is asked for', () => {
    const host = new Host();
    for (const text of ['a', 'ab', 'abc', 'abcd']) host.pages.start({ text });
    expect(host.waiting.map(({ query }) => query.text)).toEqual(['a']);
    host.answer();
    expect(host.waiting.map(({ query }) => query.text)).toEqual(['abcd']);
    host.pages.start({ text: 'abcde' });
    host.pages.fail(null);
    host.pages.start({});
    expect(host.waiting.at(-1)?.query.text).toBeUndefined();
  });

  test('a page that was there already is gone on from', () => {
    const host = new Host();
    host.rows = Array.from({ length: 500 }, (_, index) => row(index, index));
    host.pages.open(host.rows.slice(-pageSize).reverse());
    expect(host.waiting).toEqual([]);
    host.rows.push(row(500, 500));
    host.pages.refresh();
    host.answerAll();
    host.readAll();
    expect(host.pages.rows).toHaveLength(501);
  });

  test('a refresh brings new rows to the top and new facts to known ones, and keeps what was loaded', () => {
    const host = new Host();
    host.rows = Array.from({ length: 500 }, (_, index) => row(index, index));
    host.pages.start({});
    host.answerAll();
    host.readAll();
    host.rows.push(row(500, 500));
    host.rows[499] = { ...row(499, 499), lastOutcome: 'kept' };
    host.pages.refresh();
    host.answerAll();
    expect(host.pages.rows).toHaveLength(501);
    expect(host.pages.rows[0]?.id).toBe('500');
    expect(host.pages.rows[1]?.lastOutcome).toBe('kept');
  });

  test('so many new rows that the page does not meet the known ones: the list starts anew, without a gap', () => {
    const host = new Host();
    host.rows = Array.from({ length: 300 }, (_, index) => row(index, index));
    host.pages.start({});
    host.answerAll();
    host.rows.push(...Array.from({ length: 400 }, (_, index) => row(1000 + index, 1000 + index)));
    host.pages.refresh();
    host.answerAll();
    expect(host.pages.complete).toBe(false);
    host.readAll();
    expect(host.pages.rows).toHaveLength(700);
  });

  test('after a failure one can ask again', () => {
    const host = new Host();
    host.pages.start({});
    host.pages.fail(null);
    expect(host.pages.loading).toBe(false);
  });

  test('any course of saving, reading and refreshing ends with all rows, newest first', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('save'), count: fc.integer({ min: 1, max: 120 }) }),
      fc.record({ kind: fc.constantFrom('more', 'refresh', 'answer'), count: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const host = new Host();
        let next = 0;
        host.pages.start({});
        for (const { kind, count } of steps) {
          if (kind === 'save') for (let n = 0; n < count; n += 1) host.rows.push(row(next, Math.floor(next++ / 3)));
          else if (kind === 'more') host.pages.more();
          else if (kind === 'refresh') host.pages.refresh();
          else host.answer();
        }
        host.answerAll();
        host.pages.refresh();
        host.answerAll();
        host.readAll();
        const times = host.pages.rows.map((one) => one.startedAt);
        expect(times).toEqual([...times].sort((one, other) => other - one));
        expect(new Set(host.ids())).toEqual(new Set(host.rows.map((one) => one.id)));
        expect(host.pages.rows).toHaveLength(host.rows.length);
      }),
      { numRuns: 300 },
    );
  });
});
