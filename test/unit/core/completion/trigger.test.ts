// Where a model is asked, for how many lines, and the reason of every silence. The cursor is █.
import { describe, expect, it } from 'vitest';
import { decideTrigger, type TriggerInput } from '../../../../src/core/completion/trigger';
import { atCursor } from './cursor';

const decide = (languageId: string, document: string, more: Partial<TriggerInput> = {}) =>
  decideTrigger({ languageId, ...atCursor(document), ...more });

describe('asking', () => {
  const cases: [string, string, string][] = [
    ['typescript', 'const x = █', 'asked'],
    ['typescript', 'foo(█);', 'asked'],
    ['typescript', 'foo("a█");', 'asked'],
    ['typescript', '<Foo █ />', 'asked'],
    ['typescript', 'const x = █ + 1;', 'asked'],
    ['typescript', 'call(█, b);', 'asked'],
    ['typescript', 'const x = █ // later', 'asked'],
    ['typescript', '  █ = compute();', 'asked'],
    ['python', 'def f():█', 'asked'],
    ['html', '<div>█', 'asked'],
    ['typescript', 'con█sole.log(1)', 'mid-word'],
    ['typescript', 'const a = b█ + c;', 'mid-line'],
    ['typescript', 'foo█(bar)', 'mid-line'],
    ['typescript', 'foo();█', 'finished-statement'],
    ['typescript', 'if (a) {}█  ', 'finished-statement'],
    ['typescript', '// see foo()█', 'asked'],
    ['python', 'x = [1]█', 'finished-statement'],
    ['sql', 'SELECT 1;█', 'finished-statement'],
    ['typescript', 'const value█', 'typing-word'],
    ['typescript', 'const v█', 'asked'],
    ['typescript', '█', 'asked'],
  ];
  it.each(cases)('%s %j: %s', (languageId, document, rule) => {
    const decision = decide(languageId, document);
    expect([decision.reason.rule, decision.ask]).toEqual([rule, rule === 'asked']);
  });

  it('says what the editor’s state forbids, and lets a manual request pass all that is only taste', () => {
    const document = 'const x = █';
    expect(decide('typescript', document, { severalCursors: true }).reason.rule).toBe('several-cursors');
    expect(decide('typescript', document, { severalCursors: true, manual: true }).ask).toBe(false);
    expect(decide('typescript', document, { widgetOpen: true }).reason.rule).toBe('widget-open');
    expect(decide('typescript', document, { justUndone: true }).reason.rule).toBe('just-undone');
    expect(decide('typescript', 'const x = "a"█', { justAccepted: true }).reason.rule).toBe('just-accepted');
    expect(decide('typescript', 'f(1);\n█', { justAccepted: true }).ask).toBe(true);
    expect(decide('typescript', 'con█sole', { manual: true }).reason.rule).toBe('manual');
    expect(decide('typescript', 'const value█', { paused: true }).ask).toBe(true);
  });

  it('stays silent in comments and strings only where the settings say so, and believes the parser', () => {
    expect(decide('typescript', '// note █').ask).toBe(true);
    expect(decide('typescript', '// note █', { skipComments: true }).reason.rule).toBe('in-comment');
    expect(decide('typescript', 'f("a █")', { skipStrings: true }).reason.rule).toBe('in-string');
    expect(decide('typescript', '// note █', { skipComments: true, inComment: false }).ask).toBe(true);
    expect(decide('python', 'url = "http://x" +█', { skipComments: true }).ask).toBe(true);
  });
});

describe('one line or many', () => {
  const cases: [string, string, boolean][] = [
    ['typescript', 'function f() {\n  █', true],
    ['typescript', 'function f() {\n  █\n}', true],
    ['typescript', 'function f() {█}', true],
    ['typescript', 'function f() {\n  █\n  g();\n}', false],
    ['typescript', 'f(█)', false],
    ['typescript', 'const f = () =>█', false],
    ['typescript', 'call(\n  █\n)', true],
    ['typescript', 'function f() {\n  // sorts the list\n  █\n}', true],
    ['typescript', 'switch (x) {\n  case 1:\n    █\n}', true],
    ['typescript', 'const a = 1;\n█', false],
    ['csharp', 'void F()\n{\n    █\n}', true],
    ['python', 'def f(x):\n    █', true],
    ['python', 'def f(x):█', true],
    ['python', 'def f(x):\n    """Doc."""\n    █', true],
    ['python', 'def f(x):\n    """Doc\n    of two lines.\n    """\n    █', true],
    ['python', 'x = {"a": 1}\n█', false],
    ['python', 'def f(x):\n    █\n    return x', false],
    ['ruby', 'items.each do |item|\n  █\nend', true],
    ['ruby', 'def f\n  █\nend', true],
    ['ruby', 'x = 1\n█', false],
    ['lua', 'if x then\n  █\nend', true],
    ['shellscript', 'for f in *; do\n  █\ndone', true],
    ['typescriptreact', '<div>\n  █\n</div>', true],
    ['typescript', 'const s = `{\n  █', false],
  ];
  it.each(cases)('%s %j: %s', (languageId, document, multiline) => {
    expect(decide(languageId, document).multiline).toBe(multiline);
  });

  it('believes the parser', () => {
    expect(decide('typescript', 'const a = 1;\n█', { emptyBlock: true }).multiline).toBe(true);
    expect(decide('typescript', 'function f() {\n  █', { emptyBlock: false }).multiline).toBe(false);
  });
});
