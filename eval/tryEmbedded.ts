// By hand, bundled: `explain|continue <file> [fast|strong]` prints a local model's answer with its log-probabilities.
import { readFile } from 'node:fs/promises';
import type { Prompt } from '../src/core/model';
import { ask, createEmbeddedModels, defaultToolsFolder } from './embedded';

async function byHand([task = 'explain', file = '', tier = 'fast']: string[]): Promise<void> {
  const models = await createEmbeddedModels({ toolsFolder: defaultToolsFolder() });
  try {
    const model = tier === 'strong' ? models.strong : models.fast;
    const source = await readFile(file, 'utf8');
    const { text, tokens, firstMs, totalMs } = await ask(model, handPrompt(task, source, model.info.capabilities.chat));
    const values = tokens.map((token) => token.logprob);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const measured = `mean ${mean.toFixed(2)}, min ${Math.min(...values).toFixed(2)}, ${values.length} tokens`;
    console.log(
      `${text}\n--- ${model.info.model}: ${measured}, first ${firstMs.toFixed(0)} ms, all ${totalMs.toFixed(0)} ms`,
    );
  } finally {
    await models.dispose();
  }
}

function handPrompt(task: string, source: string, chat: boolean): Prompt {
  const sampling = { maxTokens: 160, temperature: 0, stop: [], logProbabilities: true };
  if (task === 'continue') {
    return { ...sampling, kind: 'continue', text: source.trimEnd(), specialTokens: false, maxTokens: 24, stop: ['\n'] };
  }
  if (!chat) {
    const text = `${source.trimEnd()}\n\n# What the code above does, in two sentences:\n#`;
    return { ...sampling, kind: 'continue', text, specialTokens: false };
  }
  const system = 'You explain code to a programmer, briefly.';
  const content = `Explain this code:\n\n\`\`\`\n${source}\n\`\`\``;
  return { ...sampling, kind: 'chat', system, messages: [{ role: 'user', content }] };
}

await byHand(process.argv.slice(2));
