// What Explain and Edit know of a place: what is reported there and in related files, and what its imports lead to.
import { beforeAll, describe, expect, it } from 'vitest';
import { lookAtPlace, type Place } from '../../../../src/core/tasks/lookAtPlace';
import type { Diagnostic, Features } from '../../../../src/core/task';
import type { Analyser } from '../../../../src/syntax/analyser';
import { patchSession } from '../../../support/patchSession';
import { syntaxAnalyser } from '../../../support/syntaxAnalyser';

const text = "import { rate } from './rates';\nimport { join } from 'node:path';\n\nconst price = rate(join(a));\n";

function reported(path: string, related: readonly string[] = []): Diagnostic {
  const place = { path, startLine: 4, startColumn: 1, endLine: 4, endColumn: 9 };
  const pointed = related.map((other) => ({ path: other, line: 1, message: 'declared here' }));
  return { ...place, severity: 'error', message: 'x', related: pointed };
}

const all = [reported('a.ts', ['types.ts', 'a.ts']), reported('rates.ts'), reported('types.ts'), reported('far.ts')];

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['typescript']);
});

async function featuresWith(files: Place['files']): Promise<Features> {
  const { session } = patchSession(analyser, null, null);
  const start = text.indexOf('price');
  const place: Place = {
    subject: { path: 'a.ts', languageId: 'typescript', startLine: 4, endLine: 4 },
    fileText: text,
    selection: { start, end: start },
    diagnosticsOf: (paths) => all.filter(({ path }) => paths.includes(path)),
    files,
  };
  return (await lookAtPlace(session, place)).features([], 10);
}

describe('a look at a place', () => {
  it('counts errors of the files that its findings point to and that its imports lead to, and of no others', async () => {
    expect(await featuresWith(['a.ts', 'rates.ts', 'types.ts', 'far.ts'])).toMatchObject({
      'diagnostics.errorsInRange': 1,
      'diagnostics.errorsElsewhere': 2,
      'diagnostics.related': 2,
      'diagnostics.relatedElsewhere': 1,
      'syntax.workspaceImports': 1,
      'syntax.workspaceNames': 1,
      'syntax.importedNames': 2,
    });
  });

  it('says nothing of imports where the workspace was never listed', async () => {
    const features = await featuresWith(null);
    expect(features).not.toHaveProperty('syntax.workspaceImports');
    expect(features).toMatchObject({ 'diagnostics.errorsElsewhere': 1, 'syntax.imports': 2 });
  });
});
