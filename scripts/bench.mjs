// `npm run -s bench`: the benchmarks. The trace panel's goes on in the real editor.
import { join } from 'node:path';
import { runEvaluation } from './evaluate.mjs';
import { underNode24 } from './node24.mjs';
import { envUnder } from './npm.mjs';
import { root } from './package.mjs';
import { attached, main } from './run.mjs';

const inEditor = ['run', '--config', 'test/editor/vitest.config.mts', 'test/editor/panelLarge.test.ts'];

await main(async () => {
  const code = await runEvaluation('bench');
  if (code !== 0 || process.argv[2] !== 'panel') return code;
  const runtime = await underNode24();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  return attached(runtime.node, [vitest, ...inEditor], { cwd: root, env: envUnder(runtime.node) });
});
