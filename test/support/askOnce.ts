// One question to one model server, in a process whose environment says which proxy and which authorities there are: prints what came.
// `node askOnce.js <base URL>`
import { createOpenaiModel } from '../../src/providers/openaiModel';
import { chatPrompt, collect, infoOf, wireOf } from '../unit/providers/support/setUp';

export interface Asked {
  readonly verdict: string;
  readonly text: string;
  readonly sentence: string;
  readonly sent: number;
}

const [, , baseUrl = ''] = process.argv;

async function ask(): Promise<void> {
  const wire = wireOf({ key: async () => 'canary-key' });
  const model = createOpenaiModel({ info: infoOf(baseUrl, { local: false }), baseUrl, wire });
  const got = await collect(model, chatPrompt('canary-body'));
  const { kind, sentence } = got.error ?? { kind: 'ok', sentence: '' };
  const asked: Asked = { verdict: kind, text: got.text, sentence, sent: got.sent.length };
  process.stdout.write(JSON.stringify(asked), () => process.exit(0));
}

void ask();
