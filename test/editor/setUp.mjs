// What the editor suite needs before it starts: code-server, Chromium and the packed extension, named in the environment.
import { ensureChromium } from '../../scripts/chromium.mjs';
import { ensureCodeServer } from '../../scripts/codeServer.mjs';
import { engineTarget } from '../../scripts/embeddedEngine.mjs';
import { ensureNode24 } from '../../scripts/node24.mjs';
import { packageVsix } from '../../scripts/package.mjs';
import { toolsFolder } from '../../scripts/toolsFolder.mjs';

/** Sets WEIR_CODE_SERVER, WEIR_CHROMIUM, WEIR_VSIX_UNIVERSAL and WEIR_VSIX (empty where there is no engine). */
export async function setup() {
  const tools = toolsFolder();
  const runtime = await ensureNode24(tools);
  process.env.WEIR_CODE_SERVER ??= await ensureCodeServer(tools, runtime);
  process.env.WEIR_CHROMIUM ??= await ensureChromium(tools, runtime);
  if (process.env.WEIR_VSIX_UNIVERSAL) return;
  const packed = await packageVsix(runtime, ['universal', engineTarget()].filter(Boolean));
  process.env.WEIR_VSIX_UNIVERSAL = packed.universal.path;
  process.env.WEIR_VSIX = packed[engineTarget()]?.path ?? '';
}
