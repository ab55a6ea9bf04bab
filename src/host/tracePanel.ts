// The trace panel: answers the webview's questions from the trace store, and nothing else.
import * as vscode from 'vscode';
import type { CalibrationFacts } from '../core/calibration/facts';
import type { Mode } from '../core/settings';
import type { Tier } from '../core/task';
import type { TraceStore } from '../core/traceStore';
import {
  parseTraceRequest,
  type PanelCommand,
  type TraceMessage,
  type TraceOpening,
  type TraceRequest,
} from '../shared/traceMessages';
import { traceHtml } from '../shared/webviewHtml';
import { shellParts } from './shellParts';

export interface TracePanelActions {
  /** What to open with; null where the store does not say so at once. */
  opening(): Promise<TraceOpening | null>;
  reask(id: string, tier: Tier): Promise<void>;
  canReask(id: string): boolean;
  run(command: PanelCommand): void;
  /** A label by hand. */
  judge(id: string, good: boolean): Promise<void>;
  mode(mode: Mode): Promise<void>;
  /** Null where nothing calibrates in this window. */
  calibration(): Promise<CalibrationFacts | null>;
  spending(): Promise<Omit<Extract<TraceMessage, { type: 'spending' }>, 'type'>>;
  adopt(): Promise<void>;
}

const viewType = 'weir.trace';

export class TracePanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | null = null;
  private pendingSelection: string | null = null;
  /** Whether there is a page that hears: a hidden one is gone, and a new one says `ready`. */
  private hears = false;
  private readonly languages = new Set<string>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    /** `lasting`: what it keeps outlives this window. */
    private readonly store: () => Promise<TraceStore & { readonly lasting: boolean }>,
    private readonly actions: TracePanelActions,
  ) {}

  /** Opens or reveals the panel, at one trace where an id is given. */
  open(id?: string): void {
    this.pendingSelection = id ?? null;
    if (this.panel === null) {
      void this.attach(vscode.window.createWebviewPanel(viewType, 'Weir Traces', vscode.ViewColumn.Active, {}));
      return;
    }
    this.panel.reveal();
    this.select();
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    return this.attach(panel);
  }

  /** Says that something was saved. */
  changed(languageId?: string): void {
    if (languageId !== undefined) this.languages.add(languageId);
    if (this.hears) void this.answer({ type: 'ready' });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private async attach(panel: vscode.WebviewPanel): Promise<void> {
    this.panel?.dispose();
    this.panel = panel;
    this.hears = false;
    const root = vscode.Uri.joinPath(this.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    const media = (name: string): vscode.Uri => vscode.Uri.joinPath(this.extensionUri, 'media', name);
    panel.iconPath = { light: media('weir-light.svg'), dark: media('weir-dark.svg') };
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const request = parseTraceRequest(value);
      if (request?.type === 'ready') this.hears = true;
      if (request !== null) void this.answer(request);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.hears = false;
    });
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = null;
      this.hears = false;
    });
    // The editor takes far longer to make the page's frame than the store to give its first rows.
    const opening = await this.actions.opening();
    if (this.panel !== panel) return;
    for (const row of opening?.rows ?? []) this.languages.add(row.languageId);
    panel.webview.html = traceHtml(shellParts(panel.webview, root, 'trace'), opening);
  }

  private post(message: TraceMessage): void {
    void this.panel?.webview.postMessage(message);
  }

  private select(): void {
    if (this.pendingSelection === null || !this.hears) return;
    this.post({ type: 'select', id: this.pendingSelection });
    this.pendingSelection = null;
  }

  private async answer(request: TraceRequest): Promise<void> {
    try {
      const store = await this.store();
      switch (request.type) {
        case 'ready':
          this.post({
            type: 'changed',
            total: await store.count(),
            languages: [...this.languages].sort(),
            lasting: store.lasting,
          });
          return this.select();
        case 'list': {
          const rows = await store.list(request.query);
          for (const row of rows) this.languages.add(row.languageId);
          return this.post({ type: 'page', request: request.request, rows });
        }
        case 'get':
          return this.post({
            type: 'details',
            id: request.id,
            trace: await store.get(request.id),
            canReask: this.actions.canReask(request.id),
          });
        case 're-ask':
          return this.actions.reask(request.id, request.tier);
        case 'copy-sent': {
          const sent = (await store.get(request.id))?.attempts[request.attempt]?.sent;
          if (typeof sent === 'string') await vscode.env.clipboard.writeText(sent);
          return;
        }
        case 'run':
          return this.actions.run(request.command);
        case 'calibration':
          return this.post({ type: 'calibration', facts: await this.actions.calibration() });
        case 'spending':
          return this.post({ type: 'spending', ...(await this.actions.spending()) });
        case 'judge':
          await this.actions.judge(request.id, request.good);
          return this.changed();
        case 'mode':
          await this.actions.mode(request.mode);
          return this.changed();
        case 'adopt':
          await this.actions.adopt();
          return this.changed();
      }
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      this.post({ type: 'failed', request: request.type === 'list' ? request.request : null, sentence });
    }
  }
}
