import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What takes minutes: by `npm run -s reliability`, never in `npm test`.
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/long/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
