// The user's own results replayed at other thresholds: what would be accepted, asked of strong, and paid. Figures alone.
import type { ReplayPoint } from './facts';
import type { OutcomeLabel } from './labels';
import type { LabelledResult } from './taskResult';
import { settledLabel } from './versionedArtefact';

const grid = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
/** Fewer outcomes give no share. */
const fewest = 20;

/** By rising threshold; empty where nothing was judged. */
export function replayPoints(results: readonly LabelledResult[], now: number): ReplayPoint[] {
  const judged = results.flatMap((result) =>
    result.judged === null ? [] : [{ ...result, p: result.judged.p, known: settledLabel(result, now) }],
  );
  if (judged.length === 0) return [];
  const strongLabels = results.flatMap((result) =>
    result.shown === 'strong' ? (settledLabel({ ...result, audit: null }, now) ?? []) : [],
  );
  const fast = means(results, 'fast');
  const strong = means(results, 'strong');
  const deployed = Math.max(...judged.map((each) => each.judged?.threshold ?? 0));
  return grid.map((threshold) => {
    const accepted = judged.filter(({ p }) => p >= threshold);
    const below = judged.filter(({ p, kind }) => p < threshold && kind !== 'complete');
    const acceptedShare = accepted.length / judged.length;
    const strongShare = below.length / judged.length;
    const labels = accepted.flatMap(({ known, shown }) => (shown === 'accepted' ? (known ?? []) : []));
    const bad = badShare(labels);
    const badStrong = badShare(strongLabels);
    const shown = acceptedShare + strongShare;
    return {
      threshold,
      acceptedShare,
      strongShare,
      badShare: bad,
      quality:
        bad === null || shown === 0 || (badStrong === null && strongShare > 0)
          ? null
          : (acceptedShare * (1 - bad) + strongShare * (1 - (badStrong ?? 0))) / shown,
      dollars: sum(fast.dollars, strong.dollars, strongShare),
      seconds: sum(fast.seconds, strong.seconds, strongShare),
      labels: labels.length,
      observed: threshold >= deployed,
    };
  });
}

function badShare(labels: readonly OutcomeLabel[]): number | null {
  if (labels.length < fewest) return null;
  const all = labels.reduce((total, { weight }) => total + weight, 0);
  return labels.reduce((total, { good, weight }) => total + (good ? 0 : weight), 0) / all;
}

const sum = (fast: number | null, strong: number | null, share: number): number | null =>
  fast === null || (strong === null && share > 0) ? null : fast + share * (strong ?? 0);

/** Mean dollars and seconds of a tier's answers; null where a price is unknown or it never answered. */
function means(
  results: readonly LabelledResult[],
  tier: 'fast' | 'strong',
): { readonly dollars: number | null; readonly seconds: number | null } {
  const all = results.flatMap(({ attempts }) => attempts.filter((each) => each.tier === tier && each.error === null));
  if (all.length === 0) return { dollars: null, seconds: null };
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const dollars = all.flatMap(({ cost }) => cost ?? []);
  return {
    dollars: dollars.length < all.length ? null : mean(dollars),
    seconds: mean(all.map(({ startMs, endMs }) => (endMs - startMs) / 1000)),
  };
}
