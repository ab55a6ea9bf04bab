// What the filters and the stopper do to right completions: code that was cut out of a working program and put back.
// A filter that drops is worth something only if it leaves these alone.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shapeCompletion } from '../../../../src/core/completion/shape';
import { createStopper } from '../../../../src/core/completion/stopper';
import { sharedData } from '../../../support/sharedData';

interface Hole {
  id: string;
  kind: string;
  language: string;
  prefix: string;
  suffix: string;
  expected: string;
}

function holes(name: string): Hole[] | null {
  const path = sharedData(`fim/${name}`);
  if (path === null) return null;
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Hole => JSON.parse(line));
}

/** Blanks at line ends are no part of what is right. */
const plain = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

function shown({ language, prefix, suffix }: Hole, raw: string): string | null {
  return shapeCompletion({ languageId: language, prefix, suffix, raw }).text;
}

/** The text as it would stream in, with the suffix behind it as an eager model writes it. */
function streamed(hole: Hole): string {
  const stopper = createStopper({ languageId: hole.language, prefix: hole.prefix, suffix: hole.suffix });
  for (const char of hole.expected + hole.suffix.slice(0, 300)) if (stopper.push(char)) break;
  return stopper.text();
}

function lost(rows: readonly Hole[], raw: (hole: Hole) => string): string[] {
  const isRight = (hole: Hole): boolean => {
    const text = shown(hole, raw(hole));
    const line = hole.prefix.slice(hole.prefix.lastIndexOf('\n') + 1);
    return text !== null && plain(line + text) === plain(line + hole.expected);
  };
  return rows.filter((hole) => !isRight(hole)).map(({ id }) => id);
}

const python = holes('humaneval-singleline-py.jsonl');
const javascript = holes('mbxp-js-derived.jsonl');
const oneLine = (javascript ?? []).filter(({ expected }) => !expected.trim().includes('\n'));

describe('right completions of one line', () => {
  it.skipIf(python === null)(
    'in Python are all shown, and all streamed (skipped where the shared data is absent)',
    () => {
      expect(lost(python ?? [], ({ expected }) => expected)).toEqual([]);
      expect(lost(python ?? [], streamed)).toEqual([]);
    },
  );

  it.skipIf(javascript === null)(
    'in JavaScript are shown but for lines that repeat the next (skipped where the shared data is absent)',
    () => {
      expect(oneLine.length).toBeGreaterThan(1000);
      expect(lost(oneLine, ({ expected }) => expected).length / oneLine.length).toBeLessThan(0.005);
      expect(lost(oneLine, streamed).length / oneLine.length).toBeLessThan(0.005);
    },
  );

  it.skipIf(javascript === null)(
    'and whole bodies are all shown, and all streamed (skipped where the shared data is absent)',
    () => {
      const bodies = (javascript ?? []).filter(({ kind }) => kind === 'body');
      expect(bodies.length).toBeGreaterThan(100);
      expect(lost(bodies, ({ expected }) => expected)).toEqual([]);
      expect(lost(bodies, streamed)).toEqual([]);
    },
  );
});
