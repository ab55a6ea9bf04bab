// No embedded model in the web extension host: it cannot start a process. Stands in for `wireEmbedded` and `wireDownloads`.
import type { wireDownloads as downloads } from '../wireDownloads';
import type { wireEmbedded as embedded } from '../wireEmbedded';

const sentence =
  'In the browser Weir has no model of its own: run "Weir: Set Up Models" and choose a service, a server or VS Code’s models.';

export const wireEmbedded: typeof embedded = () => ({
  engine: () => false,
  candidate: () => Promise.resolve({ model: null, sentence }),
  dispose: () => undefined,
});

export const wireDownloads: typeof downloads = () => ({
  file: () => null,
  offers: () => [],
  absent: sentence,
  fetch: () => Promise.reject(new Error(sentence)),
});
