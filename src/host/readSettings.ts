// Reads the settings into one frozen object. The only place that knows their names.
import * as vscode from 'vscode';
import { ownPrices } from '../core/cost/ownPrices';
import { defaultSettings, type Settings } from '../core/settings';

/** Settings at the given document; a value of the wrong type counts as its default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const config = vscode.workspace.getConfiguration('weir', scope);
  const get = <T extends string | number | boolean>(name: string, fallback: T): T => {
    const value = config.get<T>(name);
    return typeof value === typeof fallback && value !== undefined ? value : fallback;
  };
  const tier = (name: 'fast' | 'strong'): Settings['fast'] => ({
    provider: get(`${name}.provider`, defaultSettings[name].provider),
    model: get(`${name}.model`, '').trim(),
    baseUrl: get(`${name}.baseUrl`, '').trim(),
  });
  return Object.freeze({
    fast: tier('fast'),
    strong: tier('strong'),
    mode: get('mode', defaultSettings.mode),
    // A workspace can only restrict: its "off" does not undo the user's "on".
    localOnly: get('localOnly', false) || config.inspect<boolean>('localOnly')?.globalValue === true,
    aim: get('aim', defaultSettings.aim),
    completions: {
      enabled: get('completions.enabled', true),
      delay: delayOf(config.get('completions.delay')),
      onDemandOnly: get('completions.onDemandOnly', false),
      silentIn: get('completions.silentIn', defaultSettings.completions.silentIn),
    },
    offerDebug: get('offerDebug', false),
    quickFixes: get('quickFixes', true),
    fimFamily: get('fimFamily', defaultSettings.fimFamily),
    embedded: {
      fastPath: get('embedded.fastPath', ''),
      strongPath: get('embedded.strongPath', ''),
      mirror: get('embedded.mirror', ''),
    },
    budget: { day: get('budget.day', 0), month: get('budget.month', 0) },
    prices: ownPrices(config.get('prices')),
    policy: get('policy', '').trim(),
    traces: { retentionDays: get('traces.retentionDays', 30), content: get('traces.content', true) },
  });
}

/** Anything but a time from 0 on counts as "adaptive". */
function delayOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 ? Math.min(value, 10_000) : null;
}
