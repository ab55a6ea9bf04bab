// What a diagnostic is about, by its source, code and words: the families differ in how often a fast model mends them.
// Knows the codes of the common checkers; what it does not know is `other`.
import type { Diagnostic } from '../task';

export const diagnosticFamilies = ['syntax', 'types', 'null', 'unresolved', 'borrow', 'lint', 'other'] as const;
export type DiagnosticFamily = (typeof diagnosticFamilies)[number];

const linters = new Set(
  (
    'eslint tslint biome oxlint stylelint pylint flake8 ruff pycodestyle pydocstyle bandit clippy staticcheck golint ' +
    'golangci-lint revive rubocop standard checkstyle pmd spotbugs sonarlint sonarqube shellcheck markdownlint cspell ' +
    'hadolint detekt ktlint swiftlint credo phpcs clang-tidy prettier'
  ).split(' '),
);
const borrow = new Set(
  'E0373 E0381 E0382 E0384 E0495 E0499 E0502 E0503 E0505 E0506 E0507 E0515 E0521 E0594 E0596 E0597 E0621 E0712 E0716'.split(
    ' ',
  ),
);
const rustUnresolved = new Set('E0405 E0412 E0422 E0423 E0425 E0432 E0433 E0531 E0583 E0599'.split(' '));
const typescriptNull = new Set([2531, 2532, 2533, 2721, 2722, 2723, 18047, 18048, 18049, 18050]);
const typescriptUnresolved = new Set([2304, 2305, 2306, 2307, 2318, 2503, 2551, 2552, 2580, 2582, 2583, 2614, 2724]);

/** Words of messages, where no code says it. In the order in which they are asked. */
const words: readonly (readonly [DiagnosticFamily, readonly string[]])[] = [
  ['null', ['possibly null', "possibly 'null'", "possibly 'undefined'", 'possibly undefined', 'null pointer', 'may be null', 'nullable', 'optionalmember']],
  ['syntax', ['syntax error', 'unexpected token', 'parse error', 'parsing error', 'unterminated', 'expected expression', 'expected one of', 'was not closed', 'invalid syntax', 'unexpected indent', "expected ';'", "';' expected"]],
  ['unresolved', ['cannot find symbol', 'cannot find name', 'cannot find module', 'cannot be resolved', 'could not be resolved', 'undefined: ', 'is not defined', 'was not declared', 'unresolved reference', 'unresolved import', 'use of undeclared', 'undefined variable', 'no such file']],
  ['types', ['not assignable', 'type mismatch', 'mismatched types', 'incompatible type', 'cannot convert', 'no overload', 'cannot use ', 'invalid conversion', 'argument of type', 'incompatible return', 'cannot implicitly convert']],
]; // prettier-ignore

export function diagnosticFamily({ source, code, message }: Diagnostic): DiagnosticFamily {
  const from = (source ?? '').toLowerCase();
  const name = code ?? '';
  if (linters.has(from) || name.startsWith('clippy::')) return 'lint';
  if (borrow.has(name)) return 'borrow';
  if (rustUnresolved.has(name)) return 'unresolved';
  const number = Number(name.replace(/^(TS|CS)/, ''));
  if (from === 'ts' || from === 'js' || from === 'typescript' || name.startsWith('TS')) return typescript(number);
  if (name.startsWith('CS') && number >= 8600 && number <= 8670) return 'null';
  if (name.startsWith('reportOptional')) return 'null';
  if (name === 'reportMissingImports' || name === 'reportUndefinedVariable') return 'unresolved';
  const text = message.toLowerCase();
  const found = words.find(([, parts]) => parts.some((part) => text.includes(part)));
  if (found !== undefined) return found[0];
  const checker = from === 'mypy' || from === 'pyright' || (from === 'pylance' && name.startsWith('report'));
  return checker || /^E0(277|308|369|271|282|283)$/.test(name) ? 'types' : 'other';
}

function typescript(code: number): DiagnosticFamily {
  if (code >= 1000 && code < 2000) return 'syntax';
  if (typescriptNull.has(code)) return 'null';
  if (typescriptUnresolved.has(code)) return 'unresolved';
  return (code >= 2000 && code < 3000) || code >= 18000 || (code >= 7000 && code < 7100) ? 'types' : 'other';
}
