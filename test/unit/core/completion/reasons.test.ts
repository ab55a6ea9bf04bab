import { describe, expect, it } from 'vitest';
import { heldReason, heldRules, shapeReason, shapeRules } from '../../../../src/core/completion/reasons';
import { wordReason } from '../../../../src/shared/reasonTexts';

describe('every reason of the completion engine', () => {
  it('for silence is worded, and says that Weir held', () => {
    for (const rule of heldRules) expect(wordReason(heldReason(rule))).toMatch(/^held: ./);
  });

  it('of a filter that leaves text is worded', () => {
    const never = new Set(['blank', 'too-short']);
    for (const rule of shapeRules) {
      if (never.has(rule)) continue;
      const reason = shapeReason(rule, true);
      expect(wordReason(reason)).not.toBe(reason.rule);
    }
  });

  it('of a filter that leaves nothing is worded, and says that Weir suppressed', () => {
    // These always leave text, or never change it to nothing.
    const never = new Set([
      ...['bad-start', 'doubled-space', 'blank-line', 'indentation', 'scope-end', 'block-closed', 'dedent'],
      ...['half-statement', 'trailing-space'],
    ]);
    for (const rule of shapeRules)
      if (!never.has(rule)) expect(wordReason(shapeReason(rule, false))).toMatch(/^suppressed: ./);
  });
});
