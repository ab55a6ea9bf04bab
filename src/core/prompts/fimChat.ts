// The hole-filling prompt for chat models, and how the code is taken out of what they answer. No FIM tokens here: a chat
// model reads them as letters.
import type { ContextPiece } from '../task';
import { fenceRule, type DataFence } from './patchFence';
import { fencedContext } from './patchFormat';

/** The mark of the hole. Chosen so that no source file has it; where one does, another is made. */
const hole = '⟦HOLE⟧';

export interface ChatHoleInput {
  readonly languageId: string;
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly context: readonly ContextPiece[];
  readonly multiline: boolean;
  /** Another model's text for the same place, where it may help. */
  readonly draft?: string;
  readonly data: DataFence;
}

export function holeMark(prefix: string, suffix: string): string {
  let mark = hole;
  while (prefix.includes(mark) || suffix.includes(mark)) mark = `⟦${mark}⟧`;
  return mark;
}

export function chatHolePrompt(input: ChatHoleInput): { readonly system: string; readonly user: string } {
  const mark = holeMark(input.prefix, input.suffix);
  const system =
    `You complete code in an editor. The document has one hole, marked ${mark}. Answer with exactly the text that replaces ` +
    'the mark: no explanation, no code fence, nothing that already stands before or after the mark. Keep the indentation ' +
    `and style of the document. ${input.multiline ? 'Fill in the whole block.' : 'Fill in the rest of the line, or of the statement it begins.'} ` +
    `If nothing fits, answer with nothing. ${fenceRule}`;
  const { context, data, path, languageId, prefix, suffix } = input;
  const draft = input.draft === undefined ? '' : `\n\nA draft for the hole, which may be wrong:\n${data(input.draft)}`;
  return {
    system,
    user: `${fencedContext(context, data)}Document ${path} (${languageId}):\n${data(`${prefix}${mark}${suffix}`)}${draft}`,
  };
}

/** The longest repetition of the surroundings that is looked for, in UTF-16 units. */
const longestEcho = 2000;

/** A line around data, where a model says it again. */
function isFenceLine(line: string): boolean {
  return line.length > 14 && /^(?:<<<[a-z0-9]+|[a-z0-9]+>>>)$/.test(line);
}

/**
 * The code of a chat answer: the mark, a repeated prefix and a repeated suffix are taken away. Fences and chatter are the
 * text filters' work, which every answer goes through; an answer that is one fenced block is opened here, since the
 * repetitions stand inside it.
 */
export function codeOfChatAnswer(answer: string, prefix: string, suffix: string): string {
  const mark = holeMark(prefix, suffix);
  const lines = answer.replaceAll('\r\n', '\n').split('\n');
  let code = unfenced(lines.filter((line) => !isFenceLine(line)).join('\n'));
  const at = code.indexOf(mark);
  if (at >= 0) code = code.slice(0, at) + code.slice(at + mark.length);
  code = withoutPrefix(code, prefix.replaceAll('\r\n', '\n'));
  return withoutSuffix(code, suffix.replaceAll('\r\n', '\n'));
}

function unfenced(answer: string): string {
  const lines = answer.split('\n');
  const open = lines.findIndex((line) => line.startsWith('```'));
  const close = lines.findLastIndex((line) => line.trim() === '```');
  const before = lines.slice(0, Math.max(0, open));
  if (open < 0 || !before.every((line) => line.trim() === '' || line.trim().endsWith(':'))) return answer;
  return lines.slice(open + 1, close > open ? close : undefined).join('\n');
}

/** Whole lines before the cursor, or all of the cursor's line: shorter echoes are left to the text filters. */
function withoutPrefix(code: string, prefix: string): string {
  const tail = prefix.slice(-longestEcho);
  const lineStart = tail.lastIndexOf('\n') + 1;
  for (let start = 0; start >= 0 && start < lineStart; start = tail.indexOf('\n', start) + 1) {
    const echo = tail.slice(start);
    if (echo.trim() !== '' && code.startsWith(echo)) return code.slice(echo.length);
    if (tail.indexOf('\n', start) < 0) break;
  }
  return code;
}

function withoutSuffix(code: string, suffix: string): string {
  const head = suffix.slice(0, longestEcho).trimEnd();
  const end = code.trimEnd();
  for (let stop = head.length; stop > 0; stop = head.lastIndexOf('\n', stop - 1)) {
    const echo = head.slice(0, stop).trimEnd();
    if (echo.trim().split('\n').length > 1 && end.endsWith(echo)) return end.slice(0, -echo.length);
  }
  return code;
}
