// Should a model be asked here at all, and for one line or many? Decided on text alone, with a reason for every silence.
import type { Reason } from '../task';
import { atEmptyBlock } from './blockStart';
import { isBlank, isWordChar, trailingWord } from './lines';
import { placeOf, type Place } from './place';
import { triggerReason, type TriggerRule } from './reasons';

export interface TriggerInput {
  readonly languageId: string;
  /** Text before and after the cursor; windows are enough. */
  readonly prefix: string;
  readonly suffix: string;
  /** The user asked by hand: only what makes an answer impossible keeps it silent. */
  readonly manual?: boolean;
  readonly severalCursors?: boolean;
  /** The suggest widget is open and shows an entry that does not extend what is typed. */
  readonly widgetOpen?: boolean;
  /** The last change accepted an offer; the line it ended is finished. */
  readonly justAccepted?: boolean;
  readonly justUndone?: boolean;
  /** The user has stopped for longer than between two letters of a word. */
  readonly paused?: boolean;
  /** From a parser, where its verdict is at hand. */
  readonly inComment?: boolean;
  readonly inString?: boolean;
  readonly emptyBlock?: boolean;
  /** Settings: stay silent in comments, in strings. */
  readonly skipComments?: boolean;
  readonly skipStrings?: boolean;
}

export interface TriggerDecision {
  readonly ask: boolean;
  readonly multiline: boolean;
  readonly reason: Reason;
}

/** From this length on a word is being typed, and the next letter would throw the answer away. */
const typedWordLength = 3;

export function decideTrigger(input: TriggerInput): TriggerDecision {
  const place = placeOf(input);
  const multiline = input.emptyBlock ?? atEmptyBlock(place);
  const silence = silenceRule(input, place);
  if (silence !== null) return { ask: false, multiline, reason: triggerReason(silence) };
  return { ask: true, multiline, reason: triggerReason(input.manual ? 'manual' : 'asked') };
}

function silenceRule(input: TriggerInput, place: Place): TriggerRule | null {
  if (input.severalCursors) return 'several-cursors';
  if (input.manual) return null;
  if (input.widgetOpen) return 'widget-open';
  if (input.justUndone) return 'just-undone';
  if (input.skipComments && (input.inComment ?? place.before.state.comment !== null)) return 'in-comment';
  if (input.skipStrings && (input.inString ?? place.before.state.quote !== null)) return 'in-string';
  if (place.prefix === '') return null;
  if (isWordChar(place.suffix[0])) return 'mid-word';
  const rest = place.lineSuffix.trim();
  if (rest !== '' && !isOnlyClosers(rest) && !isHole(place)) return 'mid-line';
  if (input.justAccepted && rest === '' && !isBlank(place.linePrefix) && !multilineHead(place)) return 'just-accepted';
  if (rest === '' && isFinished(place)) return 'finished-statement';
  if (!input.paused && rest === '' && trailingWord(place.linePrefix).length >= typedWordLength) return 'typing-word';
  return null;
}

function multilineHead(place: Place): boolean {
  return /[([{:,=]\s*$/.test(place.linePrefix);
}

/** What an editor's auto-closing leaves behind the cursor. */
function isOnlyClosers(rest: string): boolean {
  return /^[)\]}>"'`/]*\s*[:{;,]?$/.test(rest.replaceAll(' ', ''));
}

/** An operand is missing between what stands before and after the cursor: `x = █ + 1`, `f(█, y)`, `'a█')`. */
function isHole(place: Place): boolean {
  const after = place.lineSuffix.trimStart().charAt(0);
  if (place.before.state.quote !== null)
    return place.lineSuffix.startsWith(place.before.state.quote) || !isWordChar(after);
  if (isWordChar(after) || after === '(' || after === '"' || after === "'" || after === '`') return false;
  if (isBlank(place.linePrefix)) return true;
  const before = place.linePrefix.trimEnd();
  return (
    /[-+*/%=<>&|^!~?:,([{.]$/.test(before) || /\b(return|in|of|await|yield|not|and|or|new|case|throw)$/.test(before)
  );
}

function isFinished(place: Place): boolean {
  const line = place.linePrefix.trimEnd();
  if (line === '' || place.before.state.comment !== null || place.before.state.quote !== null) return false;
  return place.traits.terminators.includes(line.charAt(line.length - 1));
}
