// A session for tests of completions: fake models, the real clock, and a parser that says what it is told to.
import { createLatch } from '../../src/core/routing/latch';
import { createLatencies } from '../../src/core/routing/latency';
import type { Session } from '../../src/core/session';
import { defaultSettings, type Settings } from '../../src/core/settings';
import type { SyntaxFit, SyntaxPort } from '../../src/core/syntaxPort';
import { within } from '../../src/within';

export interface FakeParser extends SyntaxPort {
  readonly fitted: string[];
}

/** `fit`: the verdict on a text; null: no grammar. */
export function fakeParser(
  fit: (text: string) => SyntaxFit | null | Promise<SyntaxFit | null> = () => clean,
): FakeParser {
  const fitted: string[] = [];
  return {
    fitted,
    facts: () => Promise.resolve(null),
    fit: async ({ text }) => {
      fitted.push(text);
      return fit(text);
    },
    scopes: () => Promise.resolve(null),
  };
}

export const clean: SyntaxFit = { errorsBefore: 0, errorsAfter: 0, missingBefore: 0, missingAfter: 0 };

export function completionSession(settings: Partial<Settings> = {}, syntax: SyntaxPort = fakeParser()): Session {
  let count = 0;
  return {
    settings: () => ({ ...defaultSettings, ...settings }),
    tiers: () => Promise.resolve({ fast: null, strong: null, unavailable: [] }),
    syntax,
    latencies: createLatencies(),
    latch: createLatch(),
    clock: () => Date.now(),
    newId: () => `task-${++count}`,
    within,
  };
}
