// The figures of the curve on four rows that can be worked by hand.
import { describe, expect, it } from 'vitest';
import { curveFigures, deferralCurve, leastFor, type DeferralRow } from '../../../eval/deferralCurve';
import { curveSvg } from '../../../eval/curveSvg';

const row = (y: number, s: number, trust: number): DeferralRow => ({
  weight: 1,
  y,
  s,
  trust,
  fastCost: 0.1,
  strongCost: 1,
});

describe('deferralCurve', () => {
  const rows = [row(1, 1, 0.9), row(0, 1, 0.2), row(0, 1, 0.4), row(1, 1, 0.8)];

  it('escalates the least trusted first, all calls counted', () => {
    expect(deferralCurve(rows).map(({ share, quality }) => [share, quality])).toEqual([
      [0, 0.5],
      [0.25, 0.75],
      [0.5, 1],
      [0.75, 1],
      [1, 1],
    ]);
    expect(deferralCurve(rows).map(({ cost }) => Number(cost.toFixed(3)))).toEqual([0.1, 0.35, 0.6, 0.85, 1.1]);
  });

  it('takes ties together', () => {
    const tied = rows.map((each) => ({ ...each, trust: 0.5 }));
    expect(deferralCurve(tied)).toHaveLength(2);
    expect(leastFor(deferralCurve(tied), 0.75, 'share')).toBeCloseTo(0.5, 12);
  });

  it('reads APGR, CPT, AIQ and the point at 95 % off it', () => {
    const figures = curveFigures(deferralCurve(rows), 1);
    // Mean quality over the shares: (0.625 + 0.875 + 1 + 1) / 4 = 0.875, so 0.375 of the gap of 0.5.
    expect(figures.apgr).toBeCloseTo(0.75, 12);
    expect(figures.cpt50).toBeCloseTo(0.25, 12);
    expect(figures.cpt80).toBeCloseTo(0.4, 12);
    expect(figures.strongShareAt95).toBeCloseTo(0.45, 12);
    expect(figures.costAt95).toBeCloseTo(0.1 + 0.45, 12);
    expect(figures.aiq).toBeCloseTo(0.875, 12);
  });

  it('refuses what no gap supports', () => {
    expect(curveFigures(deferralCurve([row(1, 1, 0.5), row(1, 0, 0.4)]), 1)).toMatchObject({ apgr: null, cpt50: null });
  });
});

describe('curveSvg', () => {
  it('draws every line and escapes names', () => {
    const svg = curveSvg({
      title: 'a < b',
      xTitle: 'x',
      yTitle: 'y',
      lines: [
        {
          name: 'one & two',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
      marks: [{ name: 'here', at: [0.5, 0.5] }],
    });
    expect(svg).toContain('a &lt; b');
    expect(svg).toContain('one &amp; two');
    expect(svg.match(/<polyline/g)).toHaveLength(1);
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).not.toContain('NaN');
  });
});
