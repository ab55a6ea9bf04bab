// The JVM's stacks: Java, Kotlin, Scala, Groovy; causes, suppressed, `... n more`, circular references, packaging data.
import { headerAt, readErrorHeader } from '../errorHeader';
import { headerAbove } from '../headerAbove';
import { isJavaLibrary } from '../libraryCode';
import { extensionOf, isWord, openingParenthesis, readLocation } from '../scanText';
import type { ErrorRelation } from '../stackTrace';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';

const name = 'java';
const gap = 12;
const extensions = new Set('java kt kts scala groovy clj jsp aj'.split(' '));

interface JavaFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly function: string;
  readonly evidence: number;
}

/** `java.base@17.0.1/java.util.X.y` and `app//com.x.Y.z` without the class loader and the module. */
function withoutModule(qualified: string): string {
  const slash = qualified.lastIndexOf('/');
  return slash < 0 || qualified.slice(0, slash).includes('$$Lambda') ? qualified : qualified.slice(slash + 1);
}

function readFrame(trimmed: string): JavaFrame | null {
  if (!trimmed.startsWith('at ')) return null;
  const packaging = trimmed.indexOf(') ~[') >= 0 ? trimmed.indexOf(') ~[') : trimmed.indexOf(') [');
  const text = packaging >= 0 && trimmed.endsWith(']') ? trimmed.slice(3, packaging + 1) : trimmed.slice(3);
  if (!text.endsWith(')')) return null;
  const open = openingParenthesis(text, text.length - 1);
  const qualified = withoutModule(text.slice(0, Math.max(0, open)).trimStart());
  const inside = text.slice(open + 1, -1);
  const dot = qualified.lastIndexOf('.');
  if (dot <= 0 || dot === qualified.length - 1 || !isWord(qualified.charAt(0))) return null;
  if (inside === 'Native Method' || inside === 'Unknown Source' || inside === '<generated>') {
    return { file: null, line: null, function: qualified, evidence: inside.startsWith('<') ? 0.5 : 1 };
  }
  const location = readLocation(inside);
  if (location?.column !== undefined) return null;
  const file = location?.file ?? inside;
  if (file.includes('/') || file.includes('\\')) return null;
  const known = extensions.has(extensionOf(file));
  if (
    !known &&
    !(location !== null && (file === 'SourceFile' || file === 'Unknown Source' || file === 'NativeMethodAccessorImpl'))
  ) {
    return null;
  }
  return {
    file: file === 'Unknown Source' ? null : file,
    line: location?.line ?? null,
    function: qualified,
    evidence: 1,
  };
}

const nested: readonly (readonly [string, ErrorRelation])[] = [
  ['Caused by: ', 'cause'],
  ['Suppressed: ', 'suppressed'],
  ['Wrapped by: ', 'primary'],
];

/** The prefix of `trimmed` that announces another error, or null. */
function announced(trimmed: string): readonly [string, ErrorRelation] | null {
  return nested.find(([prefix]) => trimmed.startsWith(prefix)) ?? null;
}

function readNested(trimmed: string, collector: TraceCollector): boolean {
  const found = announced(trimmed);
  if (found === null) return false;
  const [prefix, relation] = found;
  const text = trimmed.slice(prefix.length);
  if (text.startsWith('[CIRCULAR REFERENCE')) return true;
  const header = headerAt(text, 0, true) ?? readErrorHeader(text, true);
  // logback can print the root cause first: then what wraps it is the primary error.
  if (relation === 'primary') collector.changeRelation(collector.current, 'cause');
  collector.addError(header?.type ?? null, header?.message ?? text, relation);
  return true;
}

function isBoundary(trimmed: string): boolean {
  return readFrame(trimmed) !== null || trimmed.startsWith('... ');
}

export const java: TraceFormat = {
  name,
  opening: { starts: ['at ', ...nested.map(([prefix]) => prefix)] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    const open = collector.isOpen(name, index, gap);
    if (announced(trimmed) !== null && (open || followedByFrame(index))) {
      if (!open) collector.begin(name, 'java', index);
      readNested(trimmed, collector);
      collector.touch(index);
      return 1;
    }
    if (open && (trimmed.startsWith('... ') || trimmed.startsWith('[CIRCULAR REFERENCE'))) {
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(trimmed);
    if (frame === null) return 0;
    const apart = readFrame(lines[index - 1]?.trimmed ?? '') === null;
    const resumed = open && (!apart || !isNewTrace(index));
    if (!resumed) {
      const header = headerAbove(lines, index, true, isBoundary);
      collector.begin(name, 'java', index);
      if (header !== null && header.type !== null) collector.addError(header.type, header.message, 'primary');
      else collector.addError(null, null, 'primary');
    }
    collector.touch(index);
    const library = isJavaLibrary(frame.function);
    const async = frame.function.startsWith('_COROUTINE.');
    collector.addFrame({ ...frame, library, textLine: line.number, async }, frame.evidence);
    return 1;

    function followedByFrame(at: number): boolean {
      for (let next = at + 1; next <= at + 3; next += 1)
        if (readFrame(lines[next]?.trimmed ?? '') !== null) return true;
      return false;
    }

    /** A header that no `Caused by:` announced stands between this frame and the one before. */
    function isNewTrace(at: number): boolean {
      for (let above = at - 1; above >= Math.max(0, at - gap); above -= 1) {
        const text = lines[above]?.trimmed ?? '';
        if (isBoundary(text) || announced(text) !== null || text.startsWith('[CIRCULAR')) return false;
        if (headerAt(text, 0, true) !== null || text.startsWith('Exception in thread ')) return true;
      }
      return false;
    }
  },
};
