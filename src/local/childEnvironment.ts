// What the child process sees of the environment: what a program needs to run, and no key of any kind.

const NEEDED = new Set(
  ['PATH', 'HOME', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'WINDIR'].concat([
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
    'XDG_CACHE_HOME',
    'XDG_DATA_DIRS',
    'LANG',
    'LC_ALL',
  ]),
);
const GRAPHICS = ['CUDA_', 'GGML_', 'VK_', 'NVIDIA_'];

export function childEnvironment(from: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(from).filter(([name]) => {
    const upper = name.toUpperCase();
    return NEEDED.has(upper) || GRAPHICS.some((prefix) => upper.startsWith(prefix));
  });
  const environment: Record<string, string> = {};
  for (const [name, value] of kept) if (value !== undefined) environment[name] = value;
  // In the editor the extension host's program is Electron, which runs as Node only when told so.
  return { ...environment, ELECTRON_RUN_AS_NODE: '1' };
}
