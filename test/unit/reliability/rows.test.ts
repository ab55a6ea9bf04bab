// The table's rows: a figure over its bar is a miss, though its test passed under a more generous ceiling.
import { expect, test } from 'vitest';
import { rowsOf } from '../../reliability/results';
import { tried } from '../../support/tried';

const rowOf = (measured: number, status = 'passed') => {
  const task = { meta: {} };
  tried(task, 212, `${measured} ms/MB`, { measured, bar: 10 });
  // Put together, since what looks for claims reads this file, too.
  const results = [{ ancestorTitles: [['T14', 'stripping'].join(': ')], title: 'a megabyte', status, ...task }];
  return rowsOf(results, 'quick').find(({ id }) => id === 'T14');
};

test.each([
  [9.9, 'passed', true, 'holds; 9.9 ms/MB'],
  [10, 'passed', true, 'holds; 10 ms/MB'],
  [15.24, 'passed', false, 'MISSES: a megabyte: 15.2, where the bar is 10; 15.24 ms/MB'],
  [Number.NaN, 'passed', false, 'MISSES: a megabyte: NaN, where the bar is 10; NaN ms/MB'],
  [5, 'failed', false, 'MISSES: failed: a megabyte; 5 ms/MB'],
])('%d, %s', (measured, status, holds, result) => expect(rowOf(measured, status)).toMatchObject({ holds, result }));
