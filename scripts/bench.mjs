// `npm run -s bench`: the benchmarks.
import { runEvaluation } from './evaluate.mjs';
import { main } from './run.mjs';

await main(() => runEvaluation('bench'));
