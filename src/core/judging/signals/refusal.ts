// Signal: the answer declines, or talks about being a model, instead of answering.
import type { Signals } from '../../task';

const openings = [
  "i'm sorry",
  'i am sorry',
  "i can't",
  'i cannot',
  "i'm unable",
  'i am unable',
  'as an ai',
  'as a language model',
  'sorry, but',
];

/** `text.refusal` is 1 where one of the usual openings stands in the first 120 characters, else 0. */
export function refusalSignal(text: string): Signals {
  const head = text.slice(0, 120).toLowerCase().replaceAll('’', "'");
  return { 'text.refusal': openings.some((opening) => head.includes(opening)) ? 1 : 0 };
}
