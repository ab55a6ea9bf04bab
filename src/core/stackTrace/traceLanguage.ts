// Names a trace's language: several share one format (Java and Kotlin, C and C++, what V8 runs). Reads paths only.
import { extensionOf } from './scanText';
import type { TraceFrame } from './stackTrace';

const byExtension: Readonly<Record<string, string>> = {
  ts: 'typescript', tsx: 'typescript', mts: 'typescript', cts: 'typescript',
  js: 'javascript', jsx: 'javascript', mjs: 'javascript', cjs: 'javascript',
  java: 'java', kt: 'kotlin', kts: 'kotlin', scala: 'scala', groovy: 'groovy', clj: 'clojure',
  c: 'c', cc: 'cpp', cpp: 'cpp', cxx: 'cpp', hpp: 'cpp', hh: 'cpp', m: 'objective-c', mm: 'objective-cpp',
  rs: 'rust', swift: 'swift', go: 'go', cs: 'csharp', vb: 'vb', fs: 'fsharp', zig: 'zig', d: 'd',
}; // prettier-ignore

const families: readonly ReadonlySet<string>[] = [
  new Set(['typescript', 'javascript']),
  new Set(['java', 'kotlin', 'scala', 'groovy', 'clojure']),
  new Set(['csharp', 'vb', 'fsharp']),
  new Set(['c', 'cpp', 'rust', 'swift', 'go', 'objective-c', 'objective-cpp', 'zig', 'd']),
];

/** The language of the first frame of the user's own whose extension tells, within the format's family. */
export function languageOfFrames(fallback: string, frames: readonly TraceFrame[]): string {
  const family = families.find((languages) => languages.has(fallback));
  if (family === undefined) return fallback;
  for (const library of [false, true]) {
    for (const frame of frames) {
      if (frame.file === null || frame.library !== library) continue;
      const language = byExtension[extensionOf(withoutQuery(frame.file))];
      if (language !== undefined && family.has(language)) return language;
    }
  }
  return fallback;
}

function withoutQuery(file: string): string {
  const query = file.indexOf('?');
  return query < 0 ? file : file.slice(0, query);
}
