// Answers that are at hand. The cursor is █.
import { describe, expect, it } from 'vitest';
import {
  createCompletionMemory,
  type CompletionMemory,
  type MemoryPlace,
} from '../../../../src/core/completion/memory';
import type { Trace } from '../../../../src/core/trace';
import { makeTrace } from '../../../support/makeTrace';
import { atCursor } from './cursor';

const at = (document: string, path = 'a.ts'): MemoryPlace => ({
  path,
  languageId: 'typescript',
  ...atCursor(document),
});
/** Offered and on show. */
const show = (memory: CompletionMemory, place: MemoryPlace, trace: Trace) => {
  const offer = memory.keep(place, trace.answer, trace);
  memory.stand(place, offer);
  return offer;
};
const answered = (answer: string): Trace => makeTrace({ id: 't', startedAt: 5, answer });

describe('the memory of offers', () => {
  it('gives the rest while an offer is typed along, through closers that the editor adds', () => {
    const memory = createCompletionMemory();
    expect(show(memory, at('x = █;\n'), answered('foo(bar);'))).toMatchObject({ text: 'foo(bar);', replaceSuffix: 1 });
    expect(memory.find(at('x = f█;\n'))).toEqual({
      text: 'oo(bar);',
      replaceSuffix: 1,
      trace: { id: 't', startedAt: 5, shown: 'accepted' },
      source: 'typed-through',
    });
    expect(memory.find(at('x = foo(█);\n'))).toMatchObject({ text: 'bar);', replaceSuffix: 2 });
    expect(memory.find(at('x = fu█;\n'))).toBeNull();
    expect(memory.find(at('x = f█;\n', 'b.ts'))).toBeNull();
  });

  it('finds earlier offers too, also after deleting back', () => {
    const memory = createCompletionMemory();
    show(memory, at('a = b█\n'), answered('ar()'));
    show(memory, at('c = █\n'), answered('1'));
    expect(memory.find(at('a = █\n'))).toMatchObject({ text: 'bar()', replaceSuffix: 0 });
    expect(memory.find(at('a = ba█\n'))?.text).toBe('r()');
  });

  it('has nothing left once all is typed', () => {
    const memory = createCompletionMemory();
    show(memory, at('a = █\n'), answered('1;'));
    expect(memory.find(at('a = 1;█\n'))).toBeNull();
  });
});
