import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionsOf } from '../../../../src/core/context/definitionsOf';
import { importsOf } from '../../../../src/core/context/importsOf';
import type { Family } from '../../../../src/core/context/languageOfPath';
import { ImportResolver } from '../../../../src/core/context/resolveImport';

function defined(text: string): string[] {
  return definitionsOf(text).map(({ name, kind, startLine, endLine }) => `${name} ${kind} ${startLine}-${endLine}`);
}

describe('definitionsOf', () => {
  it.each([
    ['function f(\n  a,\n) {\n  g();\n}\n\nf();', ['f function 1-5']],
    ['export const load = async (id) => {\n  return id;\n};', ['load function 1-3']],
    ['exports.find = function (x) {\n  return x;\n};\nlet y = 3', ['find function 1-3', 'y value 4-4']],
    [
      'class A extends B {\n  get(x) {\n    return x;\n  }\n}\ninterface C {}',
      ['A class 1-5', 'get function 2-4', 'C class 6-6'],
    ],
    ['@decorated\nasync def f(x):\n    y = 1\n\n    return y\n\nLIMIT = 3', ['f function 1-5', 'LIMIT value 7-7']],
    [
      'func (s *Store) Get(key string) int {\n\treturn 1\n}\ntype Row struct {\n\tA int\n}',
      ['Get function 1-3', 'Row class 4-6'],
    ],
    [
      'impl Store {\n    pub fn open(text: &str) -> Store {\n        x\n    }\n}',
      ['Store class 1-5', 'open function 2-4'],
    ],
    ['int sum(const char *text) {\n  return 0;\n}\n#define MAX 3', ['sum function 1-3', 'MAX value 4-4']],
    [
      'public class A\n{\n    private int Load(string key)\n    {\n        return 1;\n    }\n}',
      ['A class 1-7', 'Load function 3-6'],
    ],
    ['module M\n  def self.load(x)\n    x\n  end\nend', ['M class 1-5', 'load function 2-4']],
    ['if (a) {\n  call(b);\n}\nreturn foo(\n  1)', []],
  ])('%j', (text, expected) => {
    expect(defined(text)).toEqual(expected);
  });

  it('never throws, and gives ranges inside the text', () => {
    const piece = fc.constantFrom(
      'def f(x):',
      'class A {',
      '}',
      '  ',
      'function g() {',
      '\n',
      '@x',
      'const a = (',
      'end',
      ')',
      'fn h()',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { startLine, endLine } of definitionsOf(text)) {
          expect(startLine).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeGreaterThanOrEqual(startLine);
          expect(endLine).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('importsOf and ImportResolver', () => {
  const files = [
    'src/a.ts', 'src/b/index.ts', 'src/c.tsx', 'lib/d.js', 'package.json', 'shop/__init__.py', 'shop/rows.py', 'shop/parse/__init__.py',
    'store/store.go', 'store/store_test.go', 'app/src/com/x/Store.java', 'src/main.rs', 'src/parse.rs', 'src/net/mod.rs', 'inc/store.h',
    'cpp/store.cpp', 'cpp/main.cpp', 'lib/kv/server.ex', 'lib/a/b.rb', 'src/Store/Row.php', 'lib/src/widget.dart',
  ]; // prettier-ignore
  const resolver = new ImportResolver(files, new Map([['shop', 'lib/d.js']]));

  it.each<[string, Family, string, string[]]>([
    ["import { x } from './a';", 'script', 'src/z.ts', ['src/a.ts']],
    ["import {\n  x,\n  y,\n} from '../src/b';", 'script', 'src/z.ts', ['src/b/index.ts']],
    ["export * from './c.js';", 'script', 'src/z.ts', ['src/c.tsx']],
    ["const { q } = require('../lib/d')", 'script', 'src/z.ts', ['lib/d.js']],
    ["import x from '@/a'", 'script', 'src/deep/z.ts', ['src/a.ts']],
    ["import x from 'shop'", 'script', 'test/z.ts', ['lib/d.js']],
    ["import fs from 'node:fs'", 'script', 'src/z.ts', []],
    ["import x from './missing'", 'script', 'src/z.ts', []],
    ["import x from '../../../../etc/passwd'", 'script', 'src/z.ts', []],
    ['from .rows import load', 'python', 'shop/z.py', ['shop/rows.py']],
    [
      'from . import (\n    rows,\n    parse as p,\n)',
      'python',
      'shop/z.py',
      ['shop/__init__.py', 'shop/rows.py', 'shop/parse/__init__.py'],
    ],
    ['import shop.rows as r', 'python', 'tests/z.py', ['shop/rows.py']],
    ['import os, sys', 'python', 'shop/z.py', []],
    ['import (\n\t"fmt"\n\ts "example.com/shop/store"\n)', 'go', 'main.go', ['store/store.go']],
    ['import com.x.Store;', 'jvm', 'app/src/com/x/Z.java', ['app/src/com/x/Store.java']],
    ['mod parse;', 'rust', 'src/main.rs', ['src/parse.rs']],
    ['use crate::net::{send, receive};', 'rust', 'src/parse.rs', ['src/net/mod.rs']],
    ['#include "store.h"', 'c', 'cpp/main.cpp', ['inc/store.h', 'cpp/store.cpp']],
    ['#include <vector>', 'c', 'cpp/main.cpp', []],
    ['alias KV.Server', 'elixir', 'lib/kv/z.ex', ['lib/kv/server.ex']],
    ["require_relative 'a/b'", 'ruby', 'lib/z.rb', ['lib/a/b.rb']],
    ['use App\\Store\\Row;', 'php', 'src/z.php', ['src/Store/Row.php']],
    ["import 'package:app/src/widget.dart';", 'dart', 'lib/z.dart', ['lib/src/widget.dart']],
  ])('%j', (text, family, from, expected) => {
    expect(importsOf(text, family).flatMap((statement) => resolver.resolve(statement, from))).toEqual(expected);
  });
});
