import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The long part in a real editor: by `npm run -s reliability -- --long`, never in `npm test`.
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..', '..'),
    include: ['test/long/editor/**/*.test.ts'],
    globalSetup: ['test/editor/setUp.mjs'],
    fileParallelism: false,
    testTimeout: 7_200_000,
    hookTimeout: 300_000,
  },
});
