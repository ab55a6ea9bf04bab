// The SyntaxPort of the web extension host: no parser thread there, so every answer is "not known" and text alone is judged.
import type { SyntaxPort } from '../core/syntaxPort';

const unknown = (): Promise<null> => Promise.resolve(null);

export function createSyntaxService(): SyntaxPort & { dispose(): void } {
  const nothing = new Proxy({} as SyntaxPort, { get: () => unknown });
  return Object.assign(Object.create(nothing) as SyntaxPort, { dispose: () => undefined });
}
