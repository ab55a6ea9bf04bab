// Takes the pictures of the webviews: `node <bundle> <folder>`. To be looked at by people; tests compare nothing with them.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { alarmedFacts, certifiedFacts, waitingFacts } from './calibrationExamples';
import * as answers from './webviewAnswers';
import { traceHost } from './webviewTraceHost';
import { findChromium, WebviewHarness, type ViewOptions } from './webviewHarness';
import { themes, type ThemeName } from './webviewThemes';

type Picture = readonly [name: string, options: Omit<ViewOptions, 'theme'>, messages: readonly unknown[]];

const pictures: readonly Picture[] = [
  ['answer-empty', { view: 'answer' }, [{ type: 'state', state: null }]],
  ['answer-working', { view: 'answer' }, answers.working],
  ['answer-streaming', { view: 'answer' }, answers.streaming],
  ['answer-explained', { view: 'answer', height: 760 }, answers.explained],
  ['answer-debugged', { view: 'answer', height: 900 }, answers.debugged],
  ['answer-patched', { view: 'answer', height: 760 }, answers.patched],
  ['answer-tried', { view: 'answer', height: 760 }, answers.tried],
  ['answer-refused', { view: 'answer', width: 300, height: 760 }, answers.refused],
  ['answer-escalated', { view: 'answer' }, answers.escalated],
  ['answer-unverified', { view: 'answer', width: 300 }, answers.unverified],
  ['trace-empty', { view: 'trace', width: 1000, height: 600, init: traceHost(0) }, []],
  ['trace-list', { view: 'trace', width: 1180, height: 700, init: traceHost(100_000) }, []],
  ['trace-escalated', { view: 'trace', width: 1180, height: 1500, init: traceHost(300) }, [select('t-escalated')]],
  ['trace-accepted', { view: 'trace', width: 1180, height: 1100, init: traceHost(300) }, [select('t-accepted')]],
  ['trace-failed', { view: 'trace', width: 1000, height: 900, init: traceHost(6) }, [select('t-failed')]],
  ['trace-narrow', { view: 'trace', width: 420, height: 700, init: traceHost(300) }, []],
  ['trace-narrow-details', { view: 'trace', width: 420, height: 1000, init: traceHost(300) }, [select('t-escalated')]],
  ...(
    [
      ['waiting', waitingFacts],
      ['certified', certifiedFacts],
      ['alarmed', alarmedFacts],
    ] as const
  ).map(([name, facts]): Picture => [
    `calibration-${name}`,
    { view: 'trace', width: 1000, height: 1500, init: keptView('calibration') + traceHost(300, facts) },
    [],
  ]),
  ['spending', { view: 'trace', width: 1000, height: 1150, init: keptView('spending') + traceHost(300) }, []],
  ['spending-narrow', { view: 'trace', width: 420, height: 1150, init: keptView('spending') + traceHost(300) }, []],
  ['answer-failed', { view: 'answer', width: 300, height: 420 }, answers.failed],
];

function keptView(view: string): string {
  return `sessionStorage.setItem('state', '{"view":"${view}"}');`;
}

function select(id: string): unknown {
  return { type: 'select', id };
}

const executable = findChromium();
if (!executable) throw new Error('No Chromium found: set WEIR_CHROMIUM.');
const folder = process.argv[2] ?? 'pictures';
const wanted = process.argv[3] ?? '';
await mkdir(folder, { recursive: true });
const harness = await WebviewHarness.start(executable);
for (const [name, options, messages] of pictures) {
  if (!name.includes(wanted)) continue;
  for (const theme of Object.keys(themes) as ThemeName[]) {
    const view = await harness.open({ ...options, theme });
    await view.post(...messages);
    await view.page.waitForTimeout(150);
    await view.page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' });
    for (const incident of [...view.incidents, ...view.requests]) process.stderr.write(`${name}: ${incident}\n`);
    await view.close();
  }
}
process.stdout.write(`${JSON.stringify(harness.sizes)}\n`);
await harness.close();
