import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/editor/**/*.test.ts'],
    globalSetup: ['test/editor/setUp.mjs'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 400_000,
    retry: 0,
  },
});
