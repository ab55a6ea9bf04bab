import { expect, test } from 'vitest';
import { Askers } from '../../../../src/core/completion/asker';

test('asked by itself, or by the editor’s own command', () => {
  const askers = new Askers();
  expect(askers.take(false)).toBe('editor');
  expect(askers.take(true)).toBe('user');
});

test('what Weir has got to show is not asked by hand, though a keystroke asks meanwhile', async () => {
  const askers = new Askers();
  const seen: string[] = [];
  await askers.asking('weir', async () => {
    seen.push(askers.take(false));
    seen.push(askers.take(true));
  });
  expect(seen).toEqual(['editor', 'weir']);
  expect(askers.take(true)).toBe('user');
});

test('a command that never came to ask is forgotten', async () => {
  const askers = new Askers();
  await askers.asking('weir', async () => undefined);
  await expect(askers.asking('command', () => Promise.reject(new Error('no editor')))).rejects.toThrow('no editor');
  expect(askers.take(true)).toBe('user');
});

test('of two commands at once each is taken for what it is, in their order', async () => {
  const askers = new Askers();
  const seen: string[] = [];
  const later = Promise.withResolvers<undefined>();
  const first = askers.asking('weir', () => later.promise);
  await askers.asking('command', async () => {
    seen.push(askers.take(true), askers.take(true));
  });
  later.resolve(undefined);
  await first;
  expect(seen).toEqual(['weir', 'command']);
  expect(askers.take(true)).toBe('user');
});
