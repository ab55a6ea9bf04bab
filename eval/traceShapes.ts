// Texts of any size that are dear to read: for measuring how the parser grows. No trace is in any of them.

/** Lines that look like the start of something in many formats and never become a trace, and thus are all read. */
export const traceShapes: Readonly<Record<string, (size: number) => string>> = {
  'prose and code': (size) => 'const value = other.call(argument); // see http://x.org/a:1\n'.repeat(size / 61),
  'unfinished frames': (size) => '    at something.of (no place here\n'.repeat(size / 36),
  'open brackets': (size) => `at ${'('.repeat(2000)}\n`.repeat(size / 2004),
  'closed brackets': (size) => `at a.b${'('.repeat(900)}${')'.repeat(900)}\n`.repeat(size / 1807),
  'one line': (size) => 'a'.repeat(size),
  'colons and digits': (size) => `${'1:'.repeat(500)}\n`.repeat(size / 1001),
  'at signs': (size) => `${'a@b'.repeat(300)}:1:2\n`.repeat(size / 905),
  'escape sequences': (size) => '\u001b[31;1mred\u001b[0m \u001b]8;;x\u0007\n'.repeat(size / 23),
  'JSON records': (size) => `${JSON.stringify({ stack: 'Error: x\n  no frame\n'.repeat(20) })}\n`.repeat(size / 450),
  'one JSON string': (size) => `{"stack":"${'\\n'.repeat(size / 2)}`,
  'Python openings': (size) => 'Traceback (most recent call last):\n  code\n'.repeat(size / 42),
  'panics without a stack': (size) => 'panic: nothing follows\n'.repeat(size / 23),
  'error headers': (size) => 'TypeError: x\n'.repeat(size / 13),
  'pytest lines': (size) => 'E   assert False\n'.repeat(size / 17),
  'time stamps': (size) => '2025-01-02T03:04:05Z [main] ERROR [a] [b] [c] x\n'.repeat(size / 49),
  'failed TAP tests': (size) => 'not ok 1 - x\n  ---\n  error: y\n'.repeat(size / 31),
  'PHPUnit titles': (size) => '1) A::b\n\nx.php\n'.repeat(size / 15),
  'JUnit arrows': (size) => '=> a.b.Error: x\n'.repeat(size / 16),
  'group gutters': (size) => `${' | '.repeat(300)}\n`.repeat(size / 901),
  'blank lines': (size) => '\n'.repeat(size),
};
