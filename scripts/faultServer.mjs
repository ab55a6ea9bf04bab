// Starts the fault server for use by hand: node scripts/faultServer.mjs [port] [seed]. Needs Node 24, which runs its TypeScript.
import { registerHooks } from 'node:module';

// The sources import each other without an extension, as the bundler has it.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      /^\.{1,2}\/.*\/?[a-z]+$/i.test(specifier) && !specifier.includes('.', 2) ? `${specifier}.ts` : specifier,
      context,
    ),
});

const { faults, startFaultServer } = await import('../test/support/faultServer.ts');
const [port = '8765', seed = '1'] = process.argv.slice(2);
const server = await startFaultServer({ port: Number(port), seed: Number(seed) });
for (const fault of faults) {
  const verdict = typeof fault.verdict === 'string' ? fault.verdict : 'depends on the protocol';
  process.stdout.write(`${server.baseUrl(fault)}  ${verdict}\n`);
}
process.stdout.write('One base URL for each fault. Ctrl+C stops.\n');
