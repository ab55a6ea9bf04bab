import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JoinText } from '../../../src/host/joinText';
import type { AnswerMessage } from '../../../src/shared/answerMessages';

const sent: AnswerMessage[] = [];
let joined: JoinText;
const text = (piece: string, task = 'a'): AnswerMessage => ({ type: 'text', task, text: piece });
const cancelled = (task = 'a'): AnswerMessage => ({ type: 'cancelled', task });

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  joined = new JoinText((message) => sent.push(message));
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first piece goes out at once, those of the same frame together at its end', () => {
  for (const piece of ['one ', 'two ', 'three ']) joined.post(text(piece));
  expect(sent).toEqual([text('one ')]);
  vi.advanceTimersByTime(16);
  expect(sent).toEqual([text('one '), text('two three ')]);
});

test('a stream of a thousand pieces in a second is about sixty messages, and no letter is lost', () => {
  for (let piece = 0; piece < 1000; piece++) {
    joined.post(text(`${piece} `));
    vi.advanceTimersByTime(1);
  }
  joined.post(cancelled());
  expect(sent.length).toBeLessThan(70);
  const whole = Array.from({ length: 1000 }, (_, piece) => `${piece} `).join('');
  expect(sent.map((message) => (message.type === 'text' ? message.text : '')).join('')).toBe(whole);
  expect(sent.at(-1)).toEqual(cancelled());
});

test('what is held goes out before any other message, and before the text of another task', () => {
  joined.post(text('one '));
  joined.post(text('two '));
  joined.post(cancelled());
  joined.post(text('three ', 'b'));
  joined.post(text('four ', 'c'));
  expect(sent.slice(0, 3)).toEqual([text('one '), text('two '), cancelled()]);
  vi.advanceTimersByTime(100);
  expect(sent.slice(3)).toEqual([text('three ', 'b'), text('four ', 'c')]);
});

test('a page that is given the whole state does not get its last pieces twice', () => {
  joined.post(text('one '));
  joined.post(text('two '));
  joined.drop();
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([text('one ')]);
});

test('after a pause a piece goes out at once again, and no timer is left', () => {
  joined.post(text('one '));
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
  joined.post(text('two '));
  expect(sent).toEqual([text('one '), text('two ')]);
});
