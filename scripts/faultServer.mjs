// Starts the fault server for use by hand: npm run fault-server [-- port seed].
import { underNode24 } from './node24.mjs';
import { main } from './run.mjs';

await main(async () => {
  await underNode24();
  await import('./tsImports.mjs');
  const { faults, startFaultServer } = await import('../test/support/faultServer.ts');
  const [port = '8765', seed = '1'] = process.argv.slice(2);
  const server = await startFaultServer({ port: Number(port), seed: Number(seed) });
  for (const fault of faults) {
    const verdict = typeof fault.verdict === 'string' ? fault.verdict : 'depends on the protocol';
    process.stdout.write(`${server.baseUrl(fault)}  ${verdict}\n`);
  }
  process.stdout.write('One base URL for each fault. Ctrl+C stops.\n');
  await new Promise(() => {});
});
