// `npm start`: sets everything up, packs the extension, finds two models and opens an editor; with --check it asks the
// running editor for real answers instead and judges what the trace store says about them.
import { join } from 'node:path';
import { chooseModels } from './chooseModels.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { editorFolders, writeSettings } from './editorFolders.mjs';
import { engineTarget } from './embeddedEngine.mjs';
import { helpText, readFlags } from './flags.mjs';
import { underNode24 } from './node24.mjs';
import { findDesktopCode, openDesktop, serveEditor } from './openEditor.mjs';
import { packageVsix, root } from './package.mjs';
import { log, main } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

const known = {
  check: 'asks a headless editor for answers, prints them, and exits 0 only if the cascade did its work',
  yes: 'downloads models without asking',
  help: 'says this',
};
const does = 'Installs what is missing, packs Weir, finds two models and opens the sample workspace in an editor.';

await main(async () => {
  const flags = readFlags(process.argv.slice(2), known, 'npm start');
  if (flags.help) {
    process.stdout.write(helpText('npm start [-- flags]', does, known));
    return 0;
  }
  const runtime = await underNode24();
  const tools = toolsFolder();
  await ensureDependencies(root, runtime);
  const target = engineTarget() ?? 'universal';
  const vsix = (await packageVsix(runtime, [target]))[target].path;
  const code = flags.check ? null : findDesktopCode();
  const settings = await chooseModels({ tools, yes: flags.yes === true, desktop: code !== null });
  if (flags.check) {
    const { check } = await import('./check.mjs');
    return check({ runtime, tools, vsix, settings });
  }
  const folders = editorFolders(tools, root);
  await writeSettings(folders.userData, settings);
  const what = { vsix, folders, workspace: join(root, 'sample') };
  if (!code) return serveEditor(runtime, tools, what);
  log(`editor: ${code}`);
  await openDesktop(code, what);
  return 0;
});
