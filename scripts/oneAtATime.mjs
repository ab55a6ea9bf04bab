// Lets one process at a time do what several would spoil for each other. A holder that died holds nothing. Knows nothing of the work.
import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

const lookEveryMs = 200;

/** Runs `work` while `file` is held, which only exists meanwhile, and waits for it before. */
export async function oneAtATime(file, work) {
  const own = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, `${process.pid}\n`);
  try {
    // A link appears whole, with its holder in it, or not at all.
    while (!(await taken(own, file))) {
      if (!(await heldByTheLiving(file))) await rm(file, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return await work();
  } finally {
    const holder = await readFile(file, 'utf8').catch(() => '');
    if (holder === `${process.pid}\n`) await rm(file, { force: true });
    await rm(own, { force: true });
  }
}

async function taken(own, file) {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

async function heldByTheLiving(file) {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
