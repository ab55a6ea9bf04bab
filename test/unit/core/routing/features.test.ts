// What is measured of a task: each number where it belongs, with a weight or said to have none, and with words.
import { beforeAll, describe, expect, it } from 'vitest';
import { reachOf } from '../../../../src/core/context/reach';
import { taskFeatures, type FeatureInput } from '../../../../src/core/routing/features';
import { pHard, unweighted, weighted } from '../../../../src/core/routing/hardness';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { resolveFrames } from '../../../../src/core/stackTrace/resolveFrames';
import { traceFeatures } from '../../../../src/core/stackTrace/traceFeatures';
import type { Diagnostic } from '../../../../src/core/task';
import { reasonCatalogue } from '../../../../src/shared/reasonCatalogue';
import type { Analyser } from '../../../../src/syntax/analyser';
import { atCursor, syntaxAnalyser } from '../../../support/syntaxAnalyser';

const marked = `import { rateOf } from './rates';
import { join } from 'node:path';

export class Cart {
  total(items: Item[]): number {
    return items.reduce((sum, item) => sum + rateOf(it█em) * join(item), 0);
  }
}
`;
const files = ['src/cart.ts', 'src/rates.ts'];

function diagnostic(more: Partial<Diagnostic>): Diagnostic {
  const place = { path: 'src/cart.ts', startLine: 6, startColumn: 1, endLine: 6, endColumn: 9 };
  return { ...place, severity: 'error', source: 'ts', code: '2322', message: 'x', related: [], ...more };
}

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['typescript']);
});

function input(): FeatureInput {
  const { text, offset } = atCursor(marked);
  const syntax = analyser.facts({ document: 'src/cart.ts', languageId: 'typescript', text, offset });
  return {
    syntax,
    reach: reachOf('src/cart.ts', text, syntax?.importedNames ?? null, files),
    diagnostics: [
      diagnostic({ ageSeconds: 3, related: [{ path: 'src/rates.ts', line: 1, message: 'here' }] }),
      diagnostic({ severity: 'hint', related: [{ path: 'src/cart.ts', line: 1, message: 'here' }] }),
      diagnostic({ severity: 'warning', startLine: 1, endLine: 1 }),
      diagnostic({ path: 'src/rates.ts' }),
    ],
    path: 'src/cart.ts',
    range: { startLine: 5, endLine: 7 },
    context: [],
    promptTokens: 100,
  };
}

describe('features of a task', () => {
  it('measure the class, the node at the cursor, the imports that lead into the workspace and the names they bring', () => {
    expect(taskFeatures(input())).toMatchObject({
      'syntax.classLines': 5,
      'syntax.functionLines': 1,
      'syntax.at.name': 1,
      'syntax.at.call': 0,
      'syntax.imports': 2,
      'syntax.workspaceImports': 1,
      'syntax.importedNames': 2,
      'syntax.workspaceNames': 1,
    });
  });

  it('count diagnostics by severity, in the range, in the file and in related files, with what they point to', () => {
    expect(taskFeatures(input())).toMatchObject({
      'diagnostics.errorsInRange': 1,
      'diagnostics.warningsInRange': 0,
      'diagnostics.notesInRange': 1,
      'diagnostics.errorsInFile': 1,
      'diagnostics.warningsInFile': 1,
      'diagnostics.errorsElsewhere': 1,
      'diagnostics.related': 2,
      'diagnostics.relatedElsewhere': 1,
      'diagnostics.types': 2,
      'diagnostics.oldestSeconds': 3,
    });
  });

  it('leave out what could not be measured', () => {
    const features = taskFeatures({ ...input(), syntax: null, reach: null });
    expect(Object.keys(features).filter((name) => name.startsWith('syntax.'))).toEqual([]);
    const names = taskFeatures({ ...input(), reach: { imports: 1, paths: ['src/rates.ts'], names: null } });
    expect(names).toMatchObject({ 'syntax.workspaceImports': 1 });
    expect(names).not.toHaveProperty('syntax.workspaceNames');
  });

  it('each have a weight or are said to have none, and have words', () => {
    const trace = parseStackTrace('Error: x\n    at f (/w/src/cart.ts:6:1)\n');
    const frames = resolveFrames(trace, files, { workspaceFolders: ['/w'] });
    const measured = Object.keys({ ...taskFeatures(input()), ...traceFeatures(trace, frames) });
    expect(measured.filter((name) => !weighted.includes(name) && !unweighted.includes(name))).toEqual([]);
    expect(unweighted.filter((name) => weighted.includes(name))).toEqual([]);
    expect(measured.filter((name) => !Object.hasOwn(reasonCatalogue, name))).toEqual([]);
  });

  it('weigh nothing where they are said to weigh nothing', () => {
    const features = taskFeatures(input());
    const kept = Object.fromEntries(Object.entries(features).filter(([name]) => weighted.includes(name)));
    expect(pHard('edit', features).p).toBe(pHard('edit', kept).p);
  });
});
