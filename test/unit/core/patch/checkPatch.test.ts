import { beforeAll, describe, expect, it } from 'vitest';
import { checkPatch, type PatchCheck } from '../../../../src/core/patch/checkPatch';
import type { SyntaxRequest } from '../../../../src/core/syntaxPort';
import type { Analyser } from '../../../../src/syntax/analyser';
import { syntaxAnalyser } from '../../../support/syntaxAnalyser';

let analyser: Analyser;

beforeAll(async () => {
  analyser = await syntaxAnalyser(['python', 'typescript']);
});

const python = 'VOUCHERS = {}\n\n\ndef take(code):\n    voucher = VOUCHERS.get(code)\n    return voucher["cents"]\n';
const files: Readonly<Record<string, string>> = {
  'a.py': python,
  'broken.py': `${python}\ndef (\n`,
  'a.ts': 'export function f(x: number) {\n  return [x].map((y) => {\n    return y;\n  });\n}\n',
  'notes.xyz': 'one\ntwo\n',
};

function check(path: string, search: string, replace: string, needed = false): Promise<PatchCheck> {
  const answer = `So it is.\n\n${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
  return checked(answer, needed);
}

function checked(answer: string, needed = false): Promise<PatchCheck> {
  return checkPatch(answer, {
    readFile: (name) => Promise.resolve(files[name] ?? null),
    syntax: { facts: (request: SyntaxRequest) => Promise.resolve(analyser.facts(request)) },
    known: 'def shown_elsewhere(): pass',
    needed,
  });
}

const rules = (of: PatchCheck): string[] => of.reasons.map((reason) => reason.rule);

it('asks again where a parse was not ready: a busy machine is no missing grammar', async () => {
  let late = 4;
  const facts = (request: SyntaxRequest) => Promise.resolve(late-- > 0 ? null : analyser.facts(request));
  const found = await checkPatch(
    'a.py\n<<<<<<< SEARCH\n    return voucher["cents"]\n=======\n    return 0\n>>>>>>> REPLACE',
    {
      readFile: (name) => Promise.resolve(files[name] ?? null),
      syntax: { facts },
      known: '',
      needed: true,
    },
  );
  expect(rules(found)).toEqual(['verified.applies', 'verified.parses', 'verified.names']);
});

describe('checkPatch', () => {
  it('verifies that a patch applies, parses and names what exists', async () => {
    const found = await check(
      'a.py',
      '    return voucher["cents"]',
      '    if voucher is None:\n        return 0\n    return voucher["cents"]',
    );
    expect(rules(found)).toEqual(['verified.applies', 'verified.parses', 'verified.names']);
    expect(found.failures).toEqual([]);
    expect(found.prose).toBe('So it is.');
    expect(found.patch?.files.map((file) => file.after.split('\n').length)).toEqual([9]);
  });

  it.each<[string, string, string, string]>([
    ['an unclosed bracket', 'a.py', '    return voucher["cents"]', '    return int(voucher["cents"]'],
    ['a lost brace', 'a.ts', '  });', '  );'],
    ['a brace that is only missing', 'a.ts', '    return y;\n  });\n}', '    return y;\n  });'],
    ['half a statement', 'a.py', '    voucher = VOUCHERS.get(code)', '    voucher = '],
  ])('sees %s and offers no such patch', async (_name, path, search, replace) => {
    const found = await check(path, search, replace);
    expect(found.failures.map((reason) => reason.rule)).toContain('patch.new-errors');
    expect(found.patch).toBeNull();
    expect(rules(found)).not.toContain('verified.parses');
  });

  it('does not blame a patch for errors that were there', async () => {
    const found = await check('broken.py', '    return voucher["cents"]', '    return 0');
    expect(found.failures).toEqual([]);
  });

  it('sees a name that exists nowhere, but not one that was shown, is new, or built in', async () => {
    const bad = await check('a.py', '    return voucher["cents"]', '    return safely_taken(voucher)');
    expect(bad.failures).toEqual([{ rule: 'patch.unknown-names', weight: 1, data: { names: 'safely_taken' } }]);
    expect(bad.patch).not.toBeNull();
    const good = '    amount = shown_elsewhere()\n    return max(amount, len(voucher))';
    expect((await check('a.py', '    return voucher["cents"]', good)).failures).toEqual([]);
  });

  it('says what could not be verified', async () => {
    const found = await check('notes.xyz', 'two', 'three');
    expect(rules(found)).toEqual(['verified.applies', 'unverified.no-grammar']);
    expect(found.patch).not.toBeNull();
  });

  it('holds an answer without edits against an edit, not against a diagnosis', async () => {
    expect((await checked('Nothing to mend here.')).failures).toEqual([]);
    expect((await checked('Nothing to mend here.', true)).failures.map((reason) => reason.rule)).toEqual(['edit.none']);
  });

  it('passes on what does not apply', async () => {
    expect((await check('a.py', 'nowhere', 'x')).failures.map((reason) => reason.rule)).toEqual(['edit.not-found']);
    expect((await check('.vscode/tasks.json', 'a', 'x')).failures.map((reason) => reason.rule)).toEqual([
      'edit.protected',
    ]);
  });
});
