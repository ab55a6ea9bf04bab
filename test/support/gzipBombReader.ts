// One request to a server that answers with a gzip bomb, in a process of its own: prints by how many megabytes it grew.
// `node gzipBombReader.js weir|openai|anthropic <base URL>`
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createOpenaiModel } from '../../src/providers/openaiModel';
import { chatPrompt, collect, infoOf, wireOf } from '../unit/providers/support/setUp';

const [, , who = 'weir', baseURL = ''] = process.argv;
const messages = [{ role: 'user' as const, content: 'x' }];

async function ask(): Promise<void> {
  if (who === 'weir') {
    await collect(
      createOpenaiModel({ info: infoOf(baseURL), baseUrl: baseURL, wire: wireOf(), stream: false }),
      chatPrompt('x'),
    );
  } else if (who === 'openai') {
    await new OpenAI({ apiKey: 'made-up', baseURL, maxRetries: 0 }).chat.completions.create({ model: 'm', messages });
  } else {
    const client = new Anthropic({ apiKey: 'made-up', baseURL: baseURL.replace(/\/v1$/, ''), maxRetries: 0 });
    await client.messages.create({ model: 'm', max_tokens: 9, messages });
  }
}

async function measure(): Promise<void> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 1);
  // Either end will do: it is the memory that is asked for.
  await ask().catch(() => undefined);
  clearInterval(timer);
  peak = Math.max(peak, process.memoryUsage().rss);
  process.stdout.write(String(Math.round((peak - before) / 1024 / 1024)));
  process.exit(0);
}

void measure();
