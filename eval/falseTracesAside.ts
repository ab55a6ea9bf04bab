// Texts of packages that do hold a stack trace, each read by a person: no evidence of a false one.

const pygments = "a console session with a traceback in a lexer's docstring";

export const falseTracesAside: Readonly<Record<string, string>> = {
  'bindings/README.md': 'shows the error that a missing addon throws, with its stack',
  'qs/node_modules/safer-buffer/Porting-Buffer.md': 'shows the stack of a deprecation warning',
  'safer-buffer/Porting-Buffer.md': 'shows the stack of a deprecation warning',
  'mistune/site/pygments/lexers/python.py': pygments,
  'tomlkit/site/pygments/lexers/python.py': pygments,
};
