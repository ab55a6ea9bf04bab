// The table of SECURITY.md: each id, what must hold, and the tests that claim it. Writes no file.
import { bars } from './bars';
import { findClaims } from './claims';

export function securityTable(): string {
  const claims = findClaims();
  const rows = bars.map(({ id, must, bar, misses }) => {
    const own = claims.filter(({ ids }) => ids.includes(id));
    const tests = own.map(({ file, title }) => `\`${file.replace('test/', '')}\`: ${escaped(title)}`).join('<br>');
    return `| ${id} | ${must} | ${bar} | ${misses === undefined ? '' : `**Misses:** ${misses} `}${tests} |`;
  });
  return ['| id | what must hold | bar | tests |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const escaped = (title: string): string => title.replaceAll('|', '\\|').replace(/\$\{[^}]*\}/g, '…');
