// A look at the code that does not come in time: an explicit task then goes to strong, since nobody knows how hard it is.
// Completions never wait for a look.
import type { Features } from '../task';

/** A grammar is loaded and a large file parsed in far less; who takes longer is stuck. */
export const lookMs = 2_000;

/** What is known of a task whose look was late. */
export const lateLook: Features = { 'request.late': 1 };

export const isLate = (features: Features): boolean => features['request.late'] === 1;
