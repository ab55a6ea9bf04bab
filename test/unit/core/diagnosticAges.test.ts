import { describe, expect, it } from 'vitest';
import { DiagnosticAges } from '../../../src/core/diagnosticAges';

describe('DiagnosticAges', () => {
  it('counts from the first report, and forgets what is gone', () => {
    const ages = new DiagnosticAges();
    ages.report('a.ts', ['x'], 1_000);
    ages.report('a.ts', ['x', 'y'], 31_000);
    expect(ages.secondsOf('a.ts', 'x', 61_000)).toBe(60);
    expect(ages.secondsOf('a.ts', 'y', 61_000)).toBe(30);
    expect(ages.secondsOf('b.ts', 'x', 61_000)).toBeNull();
    ages.report('a.ts', ['y'], 62_000);
    ages.report('a.ts', ['x', 'y'], 63_000);
    expect(ages.secondsOf('a.ts', 'x', 63_000)).toBe(0);
    ages.report('a.ts', [], 64_000);
    expect(ages.secondsOf('a.ts', 'y', 64_000)).toBeNull();
  });

  it('holds 200 files, the latest ones', () => {
    const ages = new DiagnosticAges();
    for (let file = 0; file < 300; file += 1) ages.report(`${file}.ts`, ['x'], 0);
    expect(ages.secondsOf('0.ts', 'x', 1_000)).toBeNull();
    expect(ages.secondsOf('299.ts', 'x', 1_000)).toBe(1);
  });
});
