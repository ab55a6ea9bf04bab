// Failures as PHPUnit, JUnit's console launcher, Gradle and GoogleTest print them: places without the words that a trace has.
// Each is read only below the line that its runner alone writes.
import { isQualifiedName, readErrorHeader } from '../errorHeader';
import { isJavaLibrary, isLibraryPath } from '../libraryCode';
import { digitsEnd, looksLikePath, openingParenthesis, readLocation, type Location } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'testReports';
const reach = 40;
const jvm = /\.(java|kt|scala|groovy)$/;
const causedBy = 'Caused by: ';

/** `1) Tests\BoxTest::testEqual`, the message, a blank line, and `path:12` lines. */
function readPhpUnit(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const title = lines[index]?.trimmed ?? '';
  if (!isTitle(title)) return 0;
  const header = readErrorHeader(lines[index + 1]?.trimmed ?? '');
  const message = header?.message ?? lines[index + 1]?.trimmed ?? null;
  for (let at = index + 2; at < Math.min(lines.length, index + reach); at += 1) {
    if (isTitle(lines[at]?.trimmed ?? '')) return 0;
    if (lines[at - 1]?.trimmed !== '' || phpPlace(lines[at]) === null) continue;
    collector.begin(name, 'php', index);
    collector.addError(header?.type ?? null, message, 'primary');
    let end = at;
    for (let place = phpPlace(lines[end]); place !== null; place = phpPlace(lines[end])) {
      collector.addFrame({ ...place, library: isLibraryPath(place.file), textLine: lines[end]?.number ?? 0 }, 1);
      end += 1;
    }
    collector.close();
    return end - index;
  }
  return 0;
}

function isTitle(trimmed: string): boolean {
  const number = digitsEnd(trimmed, 0);
  return number > 0 && trimmed.startsWith(') ', number) && trimmed.includes('::') && !trimmed.includes('(');
}

function phpPlace(line: TraceLine | undefined): { readonly file: string; readonly line: number } | null {
  const location = line === undefined ? null : readLocation(line.text);
  const fits =
    location?.column === undefined && location?.file.endsWith('.php') === true && !location.file.includes(' ');
  return fits ? { file: location.file, line: location.line } : null;
}

/** `=> Type: message`, and `com.ex.Box.size(Box.java:12)` lines without `at`. */
function readJUnit(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const header = readErrorHeader(lines[index]?.trimmed.slice(3) ?? '');
  if (header === null) return 0;
  let end = index + 1;
  // A message may have more lines.
  while (end < index + reach && junitFrame(lines[end]) === null) {
    const trimmed = lines[end]?.trimmed ?? '';
    if (trimmed === '' || trimmed.startsWith('=> ')) return 0;
    end += 1;
  }
  if (end >= index + reach) return 0;
  collector.begin(name, 'java', index);
  collector.addError(header.type, header.message, 'primary');
  for (let frame = junitFrame(lines[end]); frame !== null; frame = junitFrame(lines[end])) {
    collector.addFrame({ ...frame, library: isJavaLibrary(frame.function), textLine: lines[end]?.number ?? 0 }, 1);
    end += 1;
  }
  collector.close();
  return end - index;
}

function junitFrame(
  line: TraceLine | undefined,
): { readonly file: string; readonly line: number; readonly function: string } | null {
  const text = line?.trimmed ?? '';
  const open = text.endsWith(')') ? openingParenthesis(text, text.length - 1) : -1;
  const location = open <= 0 ? null : readLocation(text.slice(open + 1, -1));
  const named = text.slice(0, Math.max(0, open));
  if (location === null || location.column !== undefined || !jvm.test(location.file)) return null;
  return named.includes('.') && !named.includes(' ')
    ? { file: location.file, line: location.line, function: named }
    : null;
}

/** `java.lang.AssertionError at BoxTest.kt:8`, alone or behind `Caused by: `. */
function gradleError(line: TraceLine | undefined): { readonly type: string; readonly place: Location } | null {
  const text = line?.trimmed ?? '';
  const at = text.indexOf(' at ');
  const type = at < 0 ? '' : text.slice(text.startsWith(causedBy) ? causedBy.length : 0, at);
  const place = isQualifiedName(type) ? readLocation(text.slice(at + 4)) : null;
  return place !== null && place.column === undefined && jvm.test(place.file) ? { type, place } : null;
}

/** Gradle's short form: `BoxTest > size() FAILED`, and one line for the error and each of its causes. */
function readGradle(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  if (lines[index - 1]?.trimmed.endsWith(' FAILED') !== true || gradleError(lines[index]) === null) return 0;
  collector.begin(name, 'java', index);
  let end = index;
  for (let error = gradleError(lines[end]); error !== null; error = gradleError(lines[end])) {
    collector.addError(error.type, null, end === index ? 'primary' : 'cause');
    collector.addFrame({ ...error.place, library: false, textLine: lines[end]?.number ?? 0 }, 1);
    end += 1;
  }
  collector.close();
  return end - index;
}

/** `/src/box_test.cc:15: Failure` and the message below it. */
function readGoogleTest(
  line: TraceLine,
  below: TraceLine | undefined,
  collector: TraceCollector,
  index: number,
): number {
  const location = readLocation(line.text.slice(0, -': Failure'.length));
  if (location === null || !looksLikePath(location.file)) return 0;
  collector.begin(name, 'cpp', index);
  collector.addError(null, below?.trimmed ?? null, 'primary');
  collector.addFrame({ ...location, library: isLibraryPath(location.file), textLine: line.number }, 1);
  collector.close();
  return 1;
}

export const testReports: TraceFormat = {
  name,
  opening: { starts: ['=> ', ...'123456789'], ends: [': Failure'], place: true },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    if (line.trimmed.startsWith('=> ')) return readJUnit(lines, index, collector);
    if (line.text.endsWith(': Failure')) return readGoogleTest(line, lines[index + 1], collector, index);
    const first = line.text.charCodeAt(0);
    return first >= 49 && first <= 57 ? readPhpUnit(lines, index, collector) : readGradle(lines, index, collector);
  },
};
