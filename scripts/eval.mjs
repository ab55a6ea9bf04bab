// `npm run -s eval -- <command>`: the evaluation command.
import { runEvaluation } from './evaluate.mjs';
import { main } from './run.mjs';

await main(() => runEvaluation('eval'));
