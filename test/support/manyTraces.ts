// Makes many traces of the one that a store has, in the store's own file. Says nothing about how they are shown.
import { DatabaseSync } from 'node:sqlite';

/** Copies the newest explanation until there are `count` traces, each a minute older than the one before. */
export function multiplyTraces(file: string, count: number): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  const rest = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all('traces')
    .map((row) => `"${String(row['name'])}"`)
    .filter((name) => !['"seq"', '"id"', '"started_at"', '"path"'].includes(name))
    .join(', ');
  const one = `SELECT * FROM traces WHERE kind = 'explain' ORDER BY started_at DESC LIMIT 1`;
  database.exec(`
    BEGIN IMMEDIATE;
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${count - 1})
    INSERT INTO traces (id, started_at, path, ${rest})
      SELECT 'made-' || n, started_at - n * 60000, 'app/made' || (n % 900) || '.py', ${rest} FROM counted, (${one});
    INSERT INTO documents (seq, document)
      SELECT seq, json_set((SELECT document FROM documents JOIN (${one}) USING (seq)), '$.id', id, '$.path', path)
      FROM traces WHERE id LIKE 'made-%';
    INSERT INTO searches (seq, text)
      SELECT seq, path || (SELECT text FROM searches JOIN (${one}) USING (seq)) FROM traces WHERE id LIKE 'made-%';
    COMMIT`);
  database.close();
}
