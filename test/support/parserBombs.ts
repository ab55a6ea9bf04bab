// Throws every parser bomb at the real syntax worker in a process of its own; prints by how many megabytes that grew at most.
// `node parserBombs.js <worker file> <grammar folder>`
import { createSyntaxService } from '../../src/syntax/syntaxService';
import { bombs } from '../unit/syntax/bombs';

const [, , workerFile = '', grammarFolder = ''] = process.argv;
const languages = 'typescript typescriptreact javascript python java go rust c cpp csharp ruby php'.split(' ');

async function measure(): Promise<void> {
  const before = process.memoryUsage().rss;
  const service = createSyntaxService({ workerFile, grammarFolder, log: () => undefined });
  for (const [index, { name, text }] of bombs.entries()) {
    const languageId = languages[index % languages.length] ?? '';
    await service.facts({ document: name, languageId, text, offset: Math.floor(text.length / 2) });
    await service.fit({ languageId, prefix: text, text: 'x', suffix: text });
  }
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(`process ${Math.round((peak - before) / 1024 / 1024)}\n`);
  service.dispose();
}

void measure();
