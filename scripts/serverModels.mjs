// Finds a model server on this machine by asking its usual port for its list of models, and picks one for each tier.
const servers = [
  { name: 'Ollama', port: 11434 },
  { name: 'llama.cpp', port: 8080 },
  { name: 'LM Studio', port: 1234 },
  { name: 'vLLM', port: 8000 },
];
const limitMs = 500;

/** The first server that lists a model, as `{name, baseUrl, fast, strong}`, else null. All are asked at once. */
export async function findServer(candidates = servers) {
  const found = await Promise.all(candidates.map(ask));
  return found.find(Boolean) ?? null;
}

async function ask({ name, port }) {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  try {
    const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(limitMs), redirect: 'error' });
    if (!response.ok) return null;
    const models = pickModels((await response.json()).data.map(({ id }) => id));
    return models && { name, baseUrl, ...models };
  } catch {
    // Nobody there, or somebody who speaks another language: either way no model server.
    return null;
  }
}

/** The smallest model as fast and the largest as strong, by the billions of parameters in their names. */
export function pickModels(ids) {
  const usable = ids.filter((id) => typeof id === 'string' && !/embed|rerank|whisper/i.test(id));
  const sized = usable.map((id) => ({ id, size: billions(id) })).sort((a, b) => a.size - b.size);
  const first = sized[0];
  return first ? { fast: first.id, strong: sized.at(-1).id } : null;
}

function billions(id) {
  const found = /(\d{1,4}(?:\.\d{1,3})?)([bm])(?![a-z])/i.exec(id);
  return found ? Number(found[1]) / (found[2].toLowerCase() === 'm' ? 1000 : 1) : 1e9;
}
