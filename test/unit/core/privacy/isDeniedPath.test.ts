// Paths under any spelling a file system takes, and the union with ignore files.
import { describe, expect, test } from 'vitest';
import { isDeniedPath } from '../../../../src/core/privacy/isDeniedPath';
import { IgnoreRules, type IgnoreFile } from '../../../../src/core/privacy/ignoreRules';

const denied = (path: string): boolean => isDeniedPath(path).denied;

test.each(
  `.env a/.env a\\.env A/.Env .env. .env::$DATA ./x/../.env .env/ .env.staging staging.env .dev.vars .ſsh/config
   C:\\Users\\me\\.ssh\\config /home/me/.aws/config .AWS/credentials deploy_rsa keys/prod.txt ops/vault.yml x.tfvars.json
   backup-2024.sql db/prod.dump app.kdbx .mysql_history creds.json db_passwords.txt service_account_prod.json
   appsettings.Staging.json application-prod.yml .git/config .docker/config.json wg0.conf secrets.enc.yaml .gnupg/x.ts
   my-service-account-key.json ~/.config/gh/hosts.yml id_ed25519_sk a/cookies.sqlite private/key.txt AuthKey_A1.p8`.split(
    /\s+/,
  ),
)('S10, T5: denies %s', (path) => {
  expect(isDeniedPath(path)).toEqual({ denied: true, rule: expect.any(String) as string });
});

test('S10, T5: denies names with spaces at the end, and decomposed letters', () => {
  expect(denied('.env ')).toBe(true);
  expect(denied('Login Data')).toBe(true);
  expect(denied('\u212Aubeconfig')).toBe(true);
});

test.each(
  `.env.example .env.production.sample src/secrets/store.ts pkg/credentials/creds.go environment.yml env.d.ts .gitignore
   .github/workflows/ci.yml README.md keys.pub docs/secrets.md src/tokens.css tokens.json passwordField.vue history.ts
   database.ts docker-compose.yml migrations/0001_init.sql src/vault/index.ts hubs/config.json privateer/x.json
   app.config.ts secretary.json monkey.json Dockerfile .docker/Dockerfile tsconfig.app.json appsettings.json`.split(
    /\s+/,
  ),
)('S10: allows %s', (path) => expect(isDeniedPath(path)).toEqual({ denied: false }));

describe('T6: ignore files', () => {
  const file = (folder: string, name: string, ...ignored: string[]): IgnoreFile => ({
    folder,
    name,
    matcher: { ignores: (path) => ignored.includes(path) },
  });

  test('any of them denies; paths are seen from its own folder; nothing re-admits', () => {
    const rules = new IgnoreRules([file('', '.gitignore', 'a.ts'), file('pkg', '.cursorignore', 'b.ts')]);
    expect(rules.check('a.ts')).toEqual({ denied: true, rule: '.gitignore' });
    expect(rules.check('pkg\\b.ts')).toEqual({ denied: true, rule: 'pkg/.cursorignore' });
    expect(rules.check('./b.ts').denied).toBe(false);
    expect(rules.check('pkgs/b.ts').denied).toBe(false);
    expect(rules.check('.env')).toEqual({ denied: true, rule: 'env' });
  });

  test('one that cannot be read, or that throws, denies what lies below it', () => {
    const throwing = {
      ignores: (): boolean => {
        throw new Error('bad pattern');
      },
    };
    const rules = new IgnoreRules([
      { folder: 'x', name: '.gitignore', matcher: null },
      { folder: 'y', name: '.aiignore', matcher: throwing },
    ]);
    expect(rules.check('x/a.ts').denied).toBe(true);
    expect(rules.check('y/a.ts').denied).toBe(true);
    expect(rules.check('z/a.ts').denied).toBe(false);
  });
});
