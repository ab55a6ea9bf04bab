import { beforeAll, describe, expect, it } from 'vitest';
import { nodeKindFamily } from '../../../../src/core/routing/nodeKindFamily';
import type { Analyser } from '../../../../src/syntax/analyser';
import { atCursor, syntaxAnalyser } from '../../../support/syntaxAnalyser';

describe('the family of a node kind', () => {
  it.each([
    ['identifier', 'name'],
    ['shorthand_property_identifier', 'name'],
    ['constant', 'name'],
    ['variable_name', 'name'],
    ['string_fragment', 'literal'],
    ['interpreted_string_literal', 'literal'],
    ['integer', 'literal'],
    ['line_comment', 'comment'],
    ['type_identifier', 'type'],
    ['generic_type', 'type'],
    ['call_expression', 'call'],
    ['argument_list', 'call'],
    ['method_invocation', 'call'],
    ['formal_parameters', 'parameter'],
    ['import_statement', 'import'],
    ['preproc_include', 'import'],
    ['use_declaration', 'import'],
    ['type_alias_declaration', 'declaration'],
    ['function_definition', 'declaration'],
    ['arrow_function', 'declaration'],
    ['impl_item', 'declaration'],
    ['lexical_declaration', 'declaration'],
    ['statement_block', 'block'],
    ['class_body', 'block'],
    ['if_statement', 'statement'],
    ['match_expression', 'statement'],
    ['expression_statement', 'statement'],
    ['binary_expression', 'expression'],
    ['subscript', 'expression'],
    ['program', 'file'],
    ['source_file', 'file'],
    ['ERROR', 'error'],
    ['', 'other'],
  ] as const)('%s: %s', (kind, family) => {
    expect(nodeKindFamily(kind)).toBe(family);
  });
});

describe('the family of the node at the cursor, over all languages', () => {
  let analyser: Analyser;
  beforeAll(async () => {
    analyser = await syntaxAnalyser([
      'typescript',
      'python',
      'java',
      'go',
      'rust',
      'c',
      'cpp',
      'csharp',
      'ruby',
      'php',
    ]);
  });

  it.each([
    ['typescript', 'const a = load(na█me);', 'name'],
    ['python', 'a = load(na█me)', 'name'],
    ['java', 'class A { int f() { return na█me; } }', 'name'],
    ['go', 'package a\nfunc f() int { return na█me }', 'name'],
    ['rust', 'fn f() -> i32 { na█me }', 'name'],
    ['c', 'int f() { return na█me; }', 'name'],
    ['cpp', 'int f() { return na█me; }', 'name'],
    ['csharp', 'class A { int F() { return na█me; } }', 'name'],
    ['ruby', 'def f\n  na█me\nend', 'name'],
    ['php', '<?php function f() { return $na█me; }', 'name'],
    ['typescript', 'f("te█xt");', 'literal'],
    ['python', 'f("te█xt")', 'literal'],
    ['go', 'package a\nvar a = "te█xt"', 'literal'],
    ['rust', 'fn f() { g("te█xt") }', 'literal'],
    ['ruby', 'f("te█xt")', 'literal'],
    ['java', 'class A { // wh█at\n}', 'comment'],
    ['csharp', 'class A { // wh█at\n}', 'comment'],
  ] as const)('%s %s: %s', (languageId, marked, family) => {
    const { text, offset } = atCursor(marked);
    const facts = analyser.facts({ document: marked, languageId, text, offset });
    expect(nodeKindFamily(facts?.nodeKind ?? '')).toBe(family);
  });
});
