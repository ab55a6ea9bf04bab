// Grammars and queries of the package, read through the editor: from its own address, byte for byte as they were packed.
import * as vscode from 'vscode';
import grammarSums from '../syntax/grammarSums.json';
import type { GrammarSource } from '../syntax/loadedLanguage';

export function packedSource(): GrammarSource {
  return {
    grammar: async (name) => {
      const bytes = await read(`${name}.wasm`);
      const sums: Readonly<Record<string, string>> = grammarSums;
      if ((await sha256(bytes)) !== sums[`${name}.wasm`]) {
        throw new Error(`${name}.wasm is not the grammar that Weir was packed with: install Weir again.`);
      }
      return bytes;
    },
    query: async (name) => new TextDecoder().decode(await read(`${name}.scm`)),
  };
}

async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const home = vscode.extensions.getExtension('weir.weir')?.extensionUri;
  if (home === undefined) throw new Error('The package of Weir is not to be found.');
  const uri = vscode.Uri.joinPath(home, 'dist', 'grammars', name);
  // A page of the web that serves extensions is no file system to the editor.
  if (uri.scheme !== 'http' && uri.scheme !== 'https') return new Uint8Array(await vscode.workspace.fs.readFile(uri));
  const response = await fetch(uri.toString(true));
  if (!response.ok) throw new Error(`${name} was answered with status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
