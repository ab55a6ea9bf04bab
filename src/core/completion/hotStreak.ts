// A stream goes on after the text that is shown: the rest becomes answers for the places where the cursor will be next.
import { isBlank, leadingSpace } from './lines';
import { placeOf } from './place';
import { scopeEnd } from './scopeEnd';

export interface FollowUp {
  /** The text before the cursor at which this answer fits. */
  readonly prefix: string;
  readonly text: string;
}

/** More are seldom reached before the user leaves the path. */
const mostFollowUps = 5;

/** `rest`: what streamed in behind `shown`. `complete`: the model has finished, so the last line is whole. */
export function hotStreak(input: {
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly shown: string;
  readonly rest: string;
  readonly complete: boolean;
}): readonly FollowUp[] {
  const found: FollowUp[] = [];
  let prefix = input.prefix + input.shown;
  let rest = input.rest;
  while (found.length < mostFollowUps && rest.startsWith('\n')) {
    const lineStart = rest.length - rest.replace(/^\n+/, '').length;
    const indent = leadingSpace(rest.slice(lineStart));
    const body = rest.slice(lineStart + indent.length);
    prefix += rest.slice(0, lineStart) + indent;
    const place = placeOf({ languageId: input.languageId, prefix, suffix: input.suffix });
    const { end, done } = scopeEnd(body, place, false, input.complete);
    const text = body.slice(0, end).trimEnd();
    // A closing line is what stands below the cursor, or what the user's editor has put: no answer by itself.
    if (!(done || input.complete) || isBlank(text) || /^[)\]}]/.test(text)) break;
    found.push({ prefix, text });
    prefix += body.slice(0, end);
    rest = body.slice(end);
  }
  return found;
}
