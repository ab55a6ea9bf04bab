// What the editor suite needs before it starts: code-server, Chromium and the packed extension, named in the environment.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { ensureCodeServer } from '../../scripts/codeServer.mjs';
import { engineTarget } from '../../scripts/embeddedEngine.mjs';
import { ensureNode24 } from '../../scripts/node24.mjs';
import { packageVsix, root } from '../../scripts/package.mjs';
import { toolsFolder } from '../../scripts/toolsFolder.mjs';

/** Sets WEIR_CODE_SERVER, WEIR_CHROMIUM, WEIR_VSIX_UNIVERSAL and, where there is an engine, WEIR_VSIX. */
export async function setup() {
  const tools = toolsFolder();
  const runtime = await ensureNode24(tools);
  process.env.WEIR_CODE_SERVER ??= await ensureCodeServer(tools, runtime);
  process.env.WEIR_CHROMIUM ??= await ensureChromium(tools, runtime);
  const targets = ['universal', engineTarget()].filter(Boolean);
  const file = (target) => join(root, 'dist', 'vsix', `weir-${target}.vsix`);
  if (!process.env.WEIR_VSIX_UNIVERSAL) {
    if (!process.env.WEIR_PACKED || !targets.every((target) => existsSync(file(target))))
      await packageVsix(runtime, targets);
    process.env.WEIR_VSIX_UNIVERSAL = file('universal');
    if (engineTarget()) process.env.WEIR_VSIX = file(engineTarget());
  }
}
