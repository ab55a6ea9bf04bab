// The licences of everything that is packed: dist/ThirdPartyNotices.txt, made from what the bundles really hold.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `node_modules/@a/b/c.js` → `@a/b`; null for a file of our own. */
export function packageOf(path) {
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [scope, name] = path.slice(at + 'node_modules/'.length).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** `inputs`: paths of all files that were packed. Throws where a package has no licence. */
export async function noticesOf(root, inputs) {
  const names = [...new Set(inputs.map(packageOf).filter((name) => name !== null))].sort();
  const parts = await Promise.all(names.map((name) => noticeOf(join(root, 'node_modules', name))));
  return `This package holds the following software of others.\n\n${parts.join('\n')}`;
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[sc]e|notice|copying)/i.test(file)).sort();
  if (!license && files.length === 0) throw new Error(`${name} ${version} says nothing of its licence.`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const line = '-'.repeat(76);
  return `${line}\n${name} ${version} (${license ?? 'see below'})\n${line}\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}

export async function writeNotices(root, inputs) {
  await writeFile(join(root, 'dist', 'ThirdPartyNotices.txt'), await noticesOf(root, inputs));
}

/** `{"<name in dist/grammars>": "<SHA-256>"}`: what the syntax worker holds each grammar against. */
export async function grammarSums(root) {
  const files = JSON.parse(await readFile(join(root, 'src/syntax/grammarFiles.json'), 'utf8'));
  const sums = Object.entries(files).map(async ([name, path]) => {
    const bytes = await readFile(join(root, 'node_modules', path));
    return [name, createHash('sha256').update(bytes).digest('hex')];
  });
  return Object.fromEntries(await Promise.all(sums));
}
