// For each id of T and S: the smallest change that takes its guard away, and the test file that must turn red. Applied by
// scripts/mutate.mjs to a copy of the tree, never to the tree itself.

export interface Mutation {
  readonly id: string;
  /** The guard that is taken away. */
  readonly guard: string;
  /** Below `test/`. */
  readonly test: string;
  /** The one test of those that claim the id, where the others take long and hold something else. */
  readonly only?: string;
  readonly patches: readonly Patch[];
}

interface Patch {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly search: string;
  readonly replace: string;
}

const one = (id: string, guard: string, test: string, file: string, search: string, replace: string): Mutation => ({
  ...{ id, guard, test: `${test}.test.ts` },
  patches: [{ file, search, replace }],
});

const privacy = 'unit/core/privacy';
const providers = 'unit/providers';

export const mutations: readonly Mutation[] = [
  one(
    'T1',
    'base URLs are of the application',
    'unit/manifest',
    'package.json',
    `"scope": "application",
          "order": 12,`,
    `"scope": "resource",
          "order": 12,`,
  ),
  one(
    'T2',
    'the origin of a stored key is compared',
    `${providers}/keys`,
    'src/providers/keys.ts',
    'stored !== null && stored.origin === origin',
    'stored !== null',
  ),
  one(
    'T2',
    'a yes is to the key that was asked about',
    `${providers}/keys`,
    'src/providers/keys.ts',
    'stored?.origin === from',
    'stored !== null',
  ),
  one(
    'T3',
    'protected folders and names',
    'unit/core/patch/protectedPath',
    'src/core/patch/protectedPath.ts',
    'return ruleOf(path) ?? ruleOf(decoded(path)) ??',
    'return',
  ),
  one(
    'T5',
    'paths are folded before they are compared',
    `${privacy}/isDeniedPath`,
    'src/core/privacy/isDeniedPath.ts',
    "path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')",
    'path',
  ),
  one(
    'T6',
    'an unreadable ignore file denies',
    `${privacy}/isDeniedPath`,
    'src/core/privacy/ignoreRules.ts',
    'if (matcher === null || ignores(',
    'if (matcher !== null && ignores(',
  ),
  one(
    'T6',
    'a newer look at the ignore files counts',
    'unit/host/workspaceGate',
    'src/host/workspace.ts',
    'if (this.rules !== asked) return this.ready();',
    '',
  ),
  one(
    'T7',
    'only inside the folder',
    'unit/host/readInside',
    'src/host/readInside.ts',
    'return inside !== null && !denied(inside);',
    'return inside === null || !denied(inside);',
  ),
  one(
    'T8',
    'what is open is looked at again',
    'unit/host/readInside',
    'src/host/readInside.ts',
    "process.platform === 'linux' &&",
    "process.platform === 'none' &&",
  ),
  one(
    'T9',
    'images are not parsed',
    'unit/reliability/hostileMarkdown',
    'src/webview/markdownParser.ts',
    ".disable(['image'])",
    '',
  ),
  one(
    'T10',
    'links lead to http and https only',
    'unit/reliability/hostileMarkdown',
    'src/shared/linkTarget.ts',
    "if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;",
    '',
  ),
  one(
    'T11',
    'nothing is allowed by default',
    'unit/shared/webviewHtml',
    'src/shared/webviewHtml.ts',
    "default-src 'none'",
    'default-src *',
  ),
  one(
    'T13',
    'hidden characters are stripped from what is sent',
    `${privacy}/redactBody`,
    'src/core/privacy/redactBody.ts',
    'stripInvisible(stripAnsi(text))',
    'stripAnsi(text)',
  ),
  one(
    'T14',
    'terminal sequences are stripped from what is sent',
    `${privacy}/redactBody`,
    'src/core/privacy/redactBody.ts',
    'stripInvisible(stripAnsi(text))',
    'stripInvisible(text)',
  ),
  {
    ...one(
      'T15',
      'at most 500 frames',
      'unit/core/stackTrace/growth',
      'src/core/stackTrace/traceCollector.ts',
      'maximumFrames = 500',
      'maximumFrames = 500_000',
    ),
    only: 'keeps its caps',
  },
  one(
    'T16',
    'a parser that gave up is not used again',
    'unit/syntax/syntaxService',
    'src/syntax/budgetedParser.ts',
    'if (!finished) this.dispose();',
    '',
  ),
  one(
    'T17',
    'what an answer says of itself is no signal',
    'unit/core/judging/injections',
    'src/core/judging/judge.ts',
    '    ...input.more,\n  };',
    "    ...input.more,\n    'text.refusal': /escalate|confidence/i.test(input.text + input.source) ? 1 : 0,\n  };",
  ),
  one(
    'T17',
    'comments and strings are no names of the subject',
    'unit/core/judging/injections',
    'src/core/judging/signals/shape.ts',
    'identifiersOf(codeOf(source, languageId))',
    'identifiersOf(source)',
  ),
  one(
    'T18',
    'origins without a yes get nothing',
    `${providers}/guardedFetch`,
    'src/providers/guardedFetch.ts',
    'if (!guard.allowedOrigins(origin)) throw notAllowed(origin);',
    '',
  ),
  one(
    'T18',
    'each call of a task asks again whether it may',
    'unit/wireModels',
    'src/core/askedOnly.ts',
    'if (sentence !== null) throw',
    'if (false) throw',
  ),
  one(
    'T19',
    'nothing listens',
    'unit/reliability/noListeners',
    'src/host/log.ts',
    "import * as vscode from 'vscode';",
    "import * as vscode from 'vscode';\nimport 'node:http';",
  ),
  one(
    'T20',
    'a delimiter that the text holds is not taken',
    `${privacy}/stripping`,
    'src/core/privacy/fence.ts',
    "delimiter === '' || text.includes(delimiter)",
    "delimiter === ''",
  ),
  one(
    'T21',
    'trust is asked before anything is read',
    'unit/host/workspaceGate',
    'src/host/workspace.ts',
    `    if (!vscode.workspace.isTrusted) {
      return`,
    `    if (false) {
      return`,
  ),
  one(
    'T22',
    'official keys go to their makers',
    `${providers}/keys`,
    'src/providers/keys.ts',
    "key !== '' && origin === home",
    "key !== ''",
  ),
  one(
    'T23',
    'answers are redacted before they are kept',
    `${privacy}/redactBody`,
    'src/core/privacy/redactTrace.ts',
    'answer: clean(trace.answer)',
    'answer: trace.answer',
  ),
  one(
    'T24',
    'link-local and metadata addresses are refused',
    `${providers}/baseUrl`,
    'src/providers/baseUrl.ts',
    "if (place === 'forbidden') return refuse('forbidden-address', host);",
    '',
  ),

  one('S1', 'token formats', `${privacy}/redact`, 'src/core/privacy/findSecrets.ts', '  findExtendedTokens,\n', ''),
  one('S2', 'named secrets', `${privacy}/redact`, 'src/core/privacy/findSecrets.ts', '  findNamed,\n', ''),
  one('S3', 'key blocks', `${privacy}/redact`, 'src/core/privacy/findSecrets.ts', '  findBlocks,\n', ''),
  one('S4', 'hard forms', `${privacy}/redact`, 'src/core/privacy/findSecrets.ts', '  findInView,\n', ''),
  one(
    'S5',
    'placeholders are no secrets',
    `${privacy}/redact`,
    'src/core/privacy/secretValue.ts',
    "if (value.includes('${')",
    "if (value.includes('\\u0000')",
  ),
  one(
    'S6',
    'a placeholder that a text holds is given to no secret',
    `${privacy}/redact`,
    'src/core/privacy/redact.ts',
    'while (this.taken.has(made));',
    'while (made === "");',
  ),
  one(
    'S6',
    'an answer gets back what its own request held',
    `${privacy}/restoredModel`,
    'src/core/privacy/restoredModel.ts',
    'redactor.restore(text, own)',
    'redactor.restore(text)',
  ),
  one(
    'S6',
    'a placeholder that a text holds is none of its request',
    `${privacy}/restoredModel`,
    'src/core/privacy/redact.ts',
    "found.replace('#', '-')",
    'found',
  ),
  one(
    'S7',
    'the body goes through the redaction',
    `${providers}/canaries`,
    'src/providers/guardedFetch.ts',
    'clean = guard.redactBody(body);',
    'guard.redactBody(body);\n    clean = body;',
  ),
  one(
    'S8',
    'an error in the redaction ends the request',
    `${privacy}/redactBody`,
    'src/core/privacy/redactBody.ts',
    "throw new RedactionFailed('an internal error', error);",
    'return body;',
  ),
  one(
    'S9',
    'a name is looked for so far back and no further',
    `${privacy}/redactTime`,
    'src/core/privacy/findNamed.ts',
    'while (start > done && hit.index - start < 60 && isName(',
    'while (start > 0 && isName(',
  ),
  one(
    'S10',
    'denied endings',
    `${privacy}/isDeniedPath`,
    'src/core/privacy/isDeniedPath.ts',
    'if (deniedExtensions.has(extension)) return deny(`extension ${extension}`);',
    '',
  ),
  one(
    'S12',
    'what is said to be sent is what was redacted',
    `${providers}/guardedFetch`,
    'src/providers/guardedFetch.ts',
    'exchange.sent = body;',
    'exchange.sent = request.body;',
  ),
];
