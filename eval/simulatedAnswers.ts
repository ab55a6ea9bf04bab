// What the simulated worlds share: how many answers are bad, and how well a judge tells them apart.
import type { Random } from './seededRandom';

export const badShare = 0.25;
/** Deviations between good and bad answers' scores that give a judge of AUROC 0.87. */
export const apart = 1.593;

export const gaussian = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
