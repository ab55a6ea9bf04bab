// Tests before builds, the nearest folder before the workspace's own, the default before the others.
import { expect, it } from 'vitest';
import { nearestTask, type WorkspaceTask } from '../../../../src/core/patch/nearestTask';

const task = (group: 'test' | 'build', folder = '', isDefault = false): WorkspaceTask => ({ group, folder, isDefault });
const changed = ['packages/cart/src/stock.ts'];

it.each([
  ['a test before a build', [task('build'), task('test')], 1],
  ['a test further away before a build nearby', [task('build', 'packages/cart'), task('test')], 1],
  ['the nearest', [task('test'), task('test', 'packages/cart'), task('test', 'packages')], 1],
  ['not one of another folder', [task('test', 'packages/car'), task('build')], 1],
  ['the default', [task('test'), task('test', '', true)], 1],
  ['the first of equals', [task('test'), task('test')], 0],
])('%s', (_name, tasks, expected) => {
  expect(nearestTask(tasks, changed)).toBe(tasks[expected]);
});

it('is none where there is none around', () => {
  expect(nearestTask([], changed)).toBeNull();
  expect(nearestTask([task('test', 'other')], changed)).toBeNull();
});
