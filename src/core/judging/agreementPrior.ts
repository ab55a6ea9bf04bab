// What agreement of further answers is worth before there are outcomes: the slope fitted offline, centre and bound set by hand.
// The slope is what `npm run -s eval -- judge-prior --task edit` prints for 163 answers of CodeGen 16B to HumanEval with five resamples
// each (CodeT's samples, 29 of them right; AUROC 0.774 out of fold). How much agreement is ordinary depends on the model, and better ones
// agree more than the 0.39 seen there: only answers that nearly change the same are carried over a line, and by no more than a
// verified patch is worth.
import type { Weight } from '../logistic';

export const agreementPrior: Weight = { name: 'samples.agreement', weight: 4.69, centre: 0.7, cap: 1.2 };
