import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../../src/core/context/reach';

describe('how far a place reaches into the workspace', () => {
  it.each([
    [
      'TypeScript',
      'src/cart.ts',
      "import { join } from 'node:path';\nimport { rateOf, type Rate } from './rates';\nimport { Store } from '../lib/store';\n",
      ['src/cart.ts', 'src/rates.ts', 'lib/store.ts', 'src/other.ts'],
      ['join', 'rateOf', 'Store'],
      { imports: 2, paths: ['src/rates.ts', 'lib/store.ts'], names: 2 },
    ],
    [
      'Python',
      'shop/cart.py',
      'import os\nfrom .rates import rate_of\nfrom shop import store\n',
      ['shop/cart.py', 'shop/rates.py', 'shop/store.py', 'shop/__init__.py'],
      ['os', 'rate_of', 'store'],
      { imports: 2, paths: ['shop/rates.py', 'shop/store.py', 'shop/__init__.py'], names: 2 },
    ],
    [
      'Java',
      'src/com/shop/Cart.java',
      'import java.util.List;\nimport com.shop.money.Rates;\n',
      ['src/com/shop/Cart.java', 'src/com/shop/money/Rates.java'],
      ['List', 'Rates'],
      { imports: 1, paths: ['src/com/shop/money/Rates.java'], names: 1 },
    ],
    [
      'Go',
      'cart/cart.go',
      'import (\n\t"fmt"\n\t"example.com/shop/money"\n)\n',
      ['cart/cart.go', 'money/money.go', 'money/money_test.go'],
      ['fmt', 'money'],
      { imports: 1, paths: ['money/money.go'], names: 1 },
    ],
    [
      'C, whose includes bring everything',
      'src/cart.c',
      '#include <stdio.h>\n#include "rates.h"\n',
      ['src/cart.c', 'src/rates.h', 'src/rates.c'],
      ['printf'],
      { imports: 1, paths: ['src/rates.h', 'src/rates.c'], names: null },
    ],
    [
      'a file without imports of its own',
      'a.ts',
      "import fs from 'node:fs';\n",
      ['a.ts'],
      ['fs'],
      { imports: 0, paths: [], names: 0 },
    ],
  ] as const)('%s', (_name, path, text, files, used, expected) => {
    expect(reachOf(path, text, used, files)).toEqual(expected);
  });

  it('says nothing where imports name no files, and of names where no grammar served', () => {
    expect(reachOf('a.cs', 'using Shop.Money;\n', ['Money'], ['Shop/Money.cs'])).toBeNull();
    expect(reachOf('a.ts', "import { b } from './b';\n", null, ['b.ts'])).toMatchObject({ imports: 1, names: null });
  });
});
