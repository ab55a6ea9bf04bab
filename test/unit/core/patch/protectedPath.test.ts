import { describe, expect, it } from 'vitest';
import { protectedPath } from '../../../../src/core/patch/protectedPath';

const refused = [
  ...[
    '.vscode/settings.json',
    '.vscode/tasks.json',
    '.VSCODE/launch.json',
    '.vscode\\settings.json',
    './.vscode/tasks.json',
  ],
  ...[
    'src/../.vscode/tasks.json',
    'a/.vscode/settings.json',
    '.vscode./tasks.json',
    '.vscode /tasks.json',
    '.vſcode/tasks.json',
  ],
  ...[
    '.vs\u200bcode/tasks.json',
    '.vscode::$INDEX_ALLOCATION/tasks.json',
    '%2evscode/tasks.json',
    '．vscode/tasks.json',
  ],
  ...[
    '.git/config',
    '.git/hooks/pre-commit',
    '.GIT/config',
    'GIT~1/config',
    'sub/.git/config',
    '.g\u200cit/config',
    '.git\u00ad/x',
  ],
  ...[
    '.github/workflows/ci.yml',
    '.GitHub/actions/a.yml',
    '.github\\workflows\\ci.yml',
    '.devcontainer/devcontainer.json',
  ],
  ...[
    '.devcontainer.json',
    '.husky/pre-commit',
    'x.code-workspace',
    'X.CODE-WORKSPACE',
    'a/b.code-workspace.',
    '.gitattributes',
  ],
  ...[
    '.bashrc',
    '.zshrc',
    '.npmrc',
    '.yarnrc.yml',
    '.eslintrc.json',
    'home/.profile',
    '.bash_profile',
    '.pypirc',
    '_vimrc',
    '.envrc',
  ],
  ...[
    '/etc/passwd',
    'C:\\Windows\\x.ini',
    'c:/x.py',
    '//server/share/x.py',
    '\\\\server\\share\\x.py',
    '~/x.py',
    '~root/.bashrc',
  ],
  ...[
    '../x.py',
    'a/../../x.py',
    'a\\..\\..\\x.py',
    '%2e%2e/x.py',
    '.. /x.py',
    'file:///etc/passwd',
    'vscode-remote://x/y.py',
  ],
  ...[
    '$HOME/x.py',
    '%USERPROFILE%/x.py',
    '',
    '.',
    'a/',
    'a\nb.py',
    'a\0.py',
    'x\u202e.py',
    'nul',
    'con.txt',
    '.env',
    '.env.local',
  ],
  ...[
    'id_rsa',
    'secrets.json',
    '.aws/credentials',
    'node_modules/left-pad/index.js',
    '.idea/workspace.xml',
    '.mcp.json',
  ],
];

const allowed = [
  ...[
    'app/main.py',
    'src/core/git/config.ts',
    'github/index.ts',
    'a b/c d.ts',
    'src/vscode/api.ts',
    'README.md',
    'Makefile',
  ],
  ...['src/[id]/page.tsx', 'src/$lib/a.ts', 'ünïcode/日本.py', 'a.test.ts', 'src/arc.ts', 'package.json', 'x/.gitkeep'],
  ...['lib/100%.md', 'docs/profile.md', 'src/console.ts', 'a..b.ts'],
];

describe('T3, T5: protectedPath', () => {
  it('is asked about at least 60 spellings', () => {
    expect(new Set(refused).size).toBeGreaterThanOrEqual(60);
  });

  it.each(refused)('refuses %j', (path) => {
    expect(protectedPath(path)).not.toBeNull();
  });

  it.each(allowed)('lets %j be edited', (path) => {
    expect(protectedPath(path)).toBeNull();
  });
});
