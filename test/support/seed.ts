// One seed for all generated tests, so that the gate says the same of the same code. WEIR_SEED takes another (or `random`):
// what a longer hunt finds is then replayed with the seed that the failure prints.
import fc from 'fast-check';

const wanted = process.env['WEIR_SEED'] ?? '20261124';

if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
