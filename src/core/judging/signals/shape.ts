// Signals that need nothing but the text and how it ended: emptiness, length, an end in mid-sentence, an echo of the question.
import { atCode, walkCode } from '../../completion/codeWalk';
import { languageTraits } from '../../completion/language';
import type { FinishReason } from '../../model';
import type { Signals, TaskKind } from '../../task';
import { identifiersOf } from './names';

/** An answer that speaks of so many names of its subject keeps to it. */
const enoughNames = 4;

/**
 * `finish.cutByLength`, `text.empty`: flags. `text.words`: count. `text.unfinished`: 1 where prose ends without an end of sentence.
 * `text.echo`: share of the answer's lines that are lines of the source, 0 to 1; an explanation that copies its subject explains nothing.
 */
export function shapeSignals(
  kind: TaskKind,
  text: string,
  finish: FinishReason | null,
  source: string,
  languageId = '',
): Signals {
  const trimmed = text.trim();
  const signals: Record<string, number> = {
    'text.empty': trimmed === '' ? 1 : 0,
    'finish.cutByLength': finish === 'length' ? 1 : 0,
    'text.words': trimmed === '' ? 0 : trimmed.split(/\s+/).length,
  };
  if (kind === 'complete' || trimmed === '') return signals;
  signals['text.unfinished'] = /[.!?:)\]`*]$/.test(trimmed) ? 0 : 1;
  const sourceLines = new Set(lines(source));
  const answerLines = lines(text);
  if (answerLines.length > 0) {
    signals['text.echo'] = answerLines.filter((line) => sourceLines.has(line)).length / answerLines.length;
  }
  const words = identifiersOf(trimmed.toLowerCase());
  const subject = [...identifiersOf(codeOf(source, languageId))]
    .filter((name) => name.length > 3)
    .map((name) => name.toLowerCase());
  // Never a share of all names: any line more in the file would change it.
  signals['text.onSubject'] = Math.min(1, subject.filter((name) => words.has(name)).length / enoughNames);
  return signals;
}

/** Without comments and strings: what they say is no name of the program, and may have been written to move the judge. */
function codeOf(source: string, languageId: string): string {
  const text = source
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/\*|\*|#(?:\s|!|$)|--\s|;|%\s|<!--)/.test(line))
    .join('\n');
  const code: string[] = [];
  let last = 0;
  const visit = (char: string, at: number): void => {
    // What was skipped between two characters parts the names around it.
    code.push(at > last ? ` ${char}` : char);
    last = at + 1;
  };
  walkCode(text, languageTraits(languageId), atCode, visit, true);
  return code.join('');
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 3);
