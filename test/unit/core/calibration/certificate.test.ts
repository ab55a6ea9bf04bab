import { describe, expect, it } from 'vitest';
import {
  certificateReason,
  labelsWanted,
  nextCertificate,
  noCertificate,
  type LoggedLabel,
} from '../../../../src/core/calibration/certificate';
import { seeded } from '../../../support/seeded';

const aim = { alpha: 0.1, delta: 0.1 };
const good = (n: number, version = 'v1'): LoggedLabel[] =>
  Array.from({ length: n }, (_, i) => ({ p: 0.9 - i / 10_000, bad: false, deployed: 0.7, version }));

describe('the live certificate', () => {
  it('waits for n_min at half of delta, and says so as data', () => {
    const state = nextCertificate(noCertificate('v1'), good(12), aim);
    expect(state.tests).toBe(0);
    expect(certificateReason(state, aim, 12, 40)).toEqual({
      rule: 'certificate.waiting',
      weight: 0,
      data: { have: 12, need: 29 },
    });
  });

  it('is held after 29 clean labels, with the share of all accepted answers that it rests on', () => {
    const state = nextCertificate(noCertificate('v1'), good(29), aim);
    expect(state).toMatchObject({ tests: 1, labels: 29, result: { certified: true, accepted: 29 } });
    expect(certificateReason(state, aim, 29, 58)).toMatchObject({
      rule: 'certificate.held',
      data: { oneIn: 10, sure: 0.9, labels: 29, bad: 0, share: 0.5 },
    });
  });

  it('tests again only when the labels have doubled, each time with half of the delta that is left', () => {
    let state = nextCertificate(noCertificate('v1'), good(29), aim);
    expect(labelsWanted(state, aim)).toBe(58);
    expect(nextCertificate(state, good(57), aim)).toBe(state);
    state = nextCertificate(state, good(58), aim);
    expect(state.tests).toBe(2);
    // delta / 4: n_min is 36.
    expect(state.result).toMatchObject({ certified: true, accepted: 58 });
  });

  it('counts no label of another artefact, and none of an answer that was not accepted', () => {
    const others = [...good(29, 'v0'), ...good(29).map((label) => ({ ...label, p: 0.6 }))];
    expect(nextCertificate(noCertificate('v1'), others, aim).tests).toBe(0);
  });

  it('tests nothing below the threshold in force when the answers arose', () => {
    const state = nextCertificate(noCertificate('v1'), good(400), aim);
    expect(state.result).toMatchObject({ certified: true });
    if (state.result?.certified === true) expect(state.result.threshold).toBeGreaterThanOrEqual(0.7);
  });

  it('says what was refused', () => {
    const bad = good(60).map((label, i) => ({ ...label, bad: i % 3 === 0 }));
    const state = nextCertificate(noCertificate('v1'), bad, aim);
    expect(certificateReason(state, aim, 60, 60)).toMatchObject({ rule: 'certificate.refused', data: { next: 120 } });
  });

  it('over a whole life of tests, at most one in ten is ever certified and violated', () => {
    const random = seeded(11);
    const lives = 300;
    let broken = 0;
    for (let life = 0; life < lives; life++) {
      // Every accepted answer is bad with chance 0.13, whatever p says: any certificate at 0.1 is false.
      const labels = Array.from({ length: 1000 }, () => ({
        p: random(),
        bad: random() < 0.13,
        deployed: 0,
        version: 'v1',
      }));
      let state = noCertificate('v1');
      let wrong = false;
      for (let n = 29; n <= labels.length; n *= 2) {
        state = nextCertificate(state, labels.slice(0, n), aim);
        wrong ||= state.result?.certified === true;
      }
      if (wrong) broken++;
    }
    expect(broken / lives).toBeLessThanOrEqual(0.1 + 2 * Math.sqrt(0.09 / lives));
  });
});
