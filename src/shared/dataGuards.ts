// Guards for the nouns that messages carry. One place for their limits.
import type { Reason, TaskKind, Tier } from '../core/task';
import type { Shown, TraceEnd } from '../core/trace';
import { isFlag, isNumber, isOneOf, isRecordOf, isShape, isText, type Check } from './guards';

export const isTier = isOneOf<Tier>('fast', 'strong');
export const isKind = isOneOf<TaskKind>('complete', 'explain', 'edit', 'debug', 'chat');
export const isShown = isOneOf<Shown>('accepted', 'strong', 'unverified', 'suppressed', 'none');
export const isEnd = isOneOf<TraceEnd>('finished', 'cancelled', 'failed');

/** Ids, model names, paths. */
export const isName = isText(1000);
/** A sentence for the user. */
export const isSentence = isText(4000);
/** Answers and what was sent: the response cap of 8 MB. */
export const isLongText = isText(8_000_000);

const isDatum = (value: unknown): value is string | number | boolean =>
  isSentence(value) || isNumber(value) || isFlag(value);
export const isData = isRecordOf(isDatum, 200);
export const isNumbers = isRecordOf(isNumber, 1000);

export const isReason: Check<Reason> = isShape<Reason>({ rule: isName, weight: isNumber, data: isData });
