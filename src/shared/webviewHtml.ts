// The HTML shells of both webviews. Everything they may load is named in the policy; the rest of the page is built by their scripts.
import type { TraceOpening } from './traceMessages';
import type { Strings } from './translate';

export interface ShellParts {
  /** At least 128 random bits, new for each page. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
  /** `vscode.l10n.bundle`, or empty for English. */
  readonly strings: Strings;
  /** `vscode.env.language`. */
  readonly language: string;
}

export function answerHtml(parts: ShellParts): string {
  return shell('Weir', 'answer', parts, {});
}

/** `opening` is null where the page has to ask. */
export function traceHtml(parts: ShellParts, opening: TraceOpening | null): string {
  return shell('Weir traces', 'trace', parts, opening === null ? {} : { opening });
}

function shell(title: string, view: string, parts: ShellParts, data: Readonly<Record<string, unknown>>): string {
  const styles = parts.styleUris.map((uri) => `<link rel="stylesheet" href="${attribute(uri)}">`);
  const blocks = Object.entries({ strings: parts.strings, ...data }).map(([id, value]) => dataBlock(id, value));
  return `<!DOCTYPE html>
<html lang="${attribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy(parts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
${styles.join('\n')}
</head>
<body class="weir-${view}">
${blocks.join('\n')}
<script nonce="${attribute(parts.nonce)}" src="${attribute(parts.scriptUri)}"></script>
</body>
</html>
`;
}

/** No policy runs it; `<` is escaped so that no string can close it. */
function dataBlock(id: string, value: unknown): string {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${id}">${text}</script>`;
}

/** No images, frames, connections, forms or inline styles; scripts by nonce only. */
function policy({ nonce, cspSource }: ShellParts): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
