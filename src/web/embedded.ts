// No embedded model in the web extension host: it cannot start a process. Stands in for `wireEmbedded` and `wireDownloads`.
import type { Downloads } from '../host/downloadOffer';
import type { EmbeddedModels } from '../wireEmbedded';

const sentence =
  'In the browser Weir has no model of its own: run "Weir: Set Up Models" and choose a service, a server or VS Code’s models.';

export function wireEmbedded(): EmbeddedModels {
  return {
    engine: () => false,
    candidate: () => Promise.resolve({ model: null, sentence }),
    dispose: () => undefined,
  };
}

export function wireDownloads(): Downloads & { file(): null } {
  return { file: () => null, offers: () => [], fetch: () => Promise.reject(new Error(sentence)) };
}
