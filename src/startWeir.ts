// The composition root: reads settings, builds the parts and starts what listens. What the editor asks for by name is given back
// to the entry, which has registered it. SDKs, grammars and the store are loaded when they are needed.
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ModelError } from './core/modelError';
import type { Patch } from './core/patch/edit';
import { allowsModel, applyPolicy } from './core/policy';
import { Redactor } from './core/privacy/redact';
import { redactBody } from './core/privacy/redactBody';
import { redactOutcome, redactTrace } from './core/privacy/redactTrace';
import { withoutContent } from './core/privacy/withoutContent';
import { createEscalationCap } from './core/routing/escalationCap';
import { createLatch } from './core/routing/latch';
import { createLatencies } from './core/routing/latency';
import { createReasks } from './core/routing/reasks';
import { createTaskRates } from './core/routing/taskRates';
import { createWarmPrompts } from './core/routing/warmPrompts';
import type { Session } from './core/session';
import type { Settings } from './core/settings';
import type { Tier } from './core/task';
import type { Trace } from './core/trace';
import { answerRequests } from './host/answerRequests';
import { AnswerView } from './host/answerView';
import { Participant } from './host/chatParticipant';
import type { Commands } from './host/commandNames';
import { Consent } from './host/consent';
import { ErrorNotices } from './host/errorNotices';
import { watchDiagnosticAges } from './host/diagnostics';
import { Entrances } from './host/entrances';
import { InlineProvider } from './host/inlineProvider';
import { KindRules } from './host/kindRules';
import { KeptSettings } from './host/keptSettings';
import { KnownCapabilities } from './host/knownCapabilities';
import { LanguageStatus } from './host/languageStatus';
import { Log } from './host/log';
import { patchCommands } from './host/patchCommands';
import { PatchFiles } from './host/patchFiles';
import { PatchView } from './host/patchView';
import { Pause } from './host/pause';
import { PolicyFile } from './host/policyFile';
import { QuickFixes } from './host/quickFixes';
import { restingState } from './host/restingState';
import { reaskCommand } from './host/reaskCommand';
import { RateLimit } from './host/rateLimit';
import { Recorder } from './host/recorder';
import { StatusBar } from './host/statusBar';
import { StoreNotice } from './host/storeNotice';
import type { TaskParts } from './host/taskParts';
import { TaskRunner } from './host/taskRunner';
import { TryIt } from './host/tryIt';
import { Touches } from './host/touches';
import { TracePanel } from './host/tracePanel';
import { TraceTool } from './host/traceTool';
import { VscodeModels } from './host/vscodeModels';
import { WeirAuto } from './host/weirAuto';
import { Workspace } from './host/workspace';
import { Keys } from './providers/keys';
import { rehearseLater } from './rehearse';
import { createSyntaxService } from './syntax/syntaxService';
import { wireCalibration, type CalibrationWiring } from './wireCalibration';
import { wireCommands } from './wireCommands';
import { wireControls, type Controls } from './wireControls';
import { wireDownloads } from './wireDownloads';
import { wireEmbedded, type EmbeddedModels } from './wireEmbedded';
import { wireFirstRun } from './wireFirstRun';
import { wireModels } from './wireModels';
import { wirePanel } from './wirePanel';
import { wireStore } from './wireStore';
import { within } from './within';

/** What the entry hands the editor's questions on to. */
export interface Weir {
  readonly commands: Commands;
  readonly inline: InlineProvider;
  readonly quickFixes: QuickFixes;
  readonly answerView: AnswerView;
  readonly tracePanel: TracePanel;
  readonly participant: Participant;
  readonly auto: WeirAuto;
  readonly traceTool: TraceTool;
  /** What must be done while the window still lives; the rest is in the context's subscriptions. */
  leave(): Promise<void>;
}

export function startWeir(context: vscode.ExtensionContext): Weir {
  // Before all that hears of changes and asks for the settings then.
  const own = new KeptSettings();
  const dist = join(context.extensionPath, 'dist');
  const storage = context.globalStorageUri.fsPath;
  const log = new Log();
  const pause: Pause = new Pause(context.globalState, () => status.rest());
  const limit = new RateLimit(() => status.settle());
  const rules = new KindRules(context.globalState);
  const known = new KnownCapabilities(context.globalState);
  const workspace = new Workspace();
  const policy: PolicyFile = new PolicyFile(
    () => own.read().policy,
    () => changed(),
  );
  const settings = (scope?: vscode.ConfigurationScope): Settings => applyPolicy(own.read(scope), policy.current);

  const file = join(storage, 'traces.db');
  const workerFile = join(dist, 'storeWorker.js');
  const troubles = new StoreNotice(log);
  const stored = wireStore({ file, workerFile, log: troubles.tell }, () => settings().traces.retentionDays);
  const store = stored.open;

  const syntax = createSyntaxService({
    workerFile: join(dist, 'syntaxWorker.js'),
    grammarFolder: join(dist, 'grammars'),
    log: (line) => log.warn(line),
  });
  const { secrets } = context;
  const keys = new Keys(
    {
      get: async (name) => secrets.get(name),
      store: async (name, value) => secrets.store(name, value),
      delete: async (name) => secrets.delete(name),
    },
    process.env,
  );
  const redactor = new Redactor();
  const redact = (body: string): string => redactBody(body, { redactor, now: () => performance.now() });
  const downloads = wireDownloads({
    settings,
    folder: join(storage, 'models'),
    engine: () => embedded.engine(),
  });
  const embedded: EmbeddedModels = wireEmbedded({
    settings,
    redactBody: redact,
    dist,
    downloaded: downloads.file,
  });
  const learned: CalibrationWiring = wireCalibration({
    settings,
    policy: () => policy.current,
    log,
    troubles,
    store,
    file,
    workerFile,
    learning: () => firstRun.learning,
    models: async () => {
      const { fast, strong } = await models.tiers();
      return [fast, strong].flatMap((model) => model?.info ?? []);
    },
    budgetChanged: () => status.settle(),
  });
  const status: StatusBar = new StatusBar(() =>
    restingState({ pausedMs: pause.leftMs, limited: limit.state, overBudget: learned.budget.closed }),
  );
  const notices = new ErrorNotices(status, limit, log);
  const consent = new Consent(context.workspaceState, () => {
    models.refresh();
    void runner.allowed();
  });
  const offered = new VscodeModels(() => changed());
  const models = wireModels({
    settings,
    keys,
    consent,
    embedded,
    offered,
    known: (info) => known.applied(info),
    redactor,
    redactBody: redact,
    budget: learned.budget,
    allows: (model) => allowsModel(policy.current, model),
  });
  const firstRun = wireFirstRun({
    memento: context.globalState,
    status,
    models,
    consent,
    keys,
    downloads,
    lasting: async () => (await store()).lasting,
  });
  const changed = (): void => {
    models.refresh();
    limit.end();
    status.rest();
    void firstRun.look();
    void controls.look();
  };
  const controls: Controls = wireControls({
    version: String(context.extension.packageJSON.version),
    keys,
    models,
    offered,
    store,
    changed,
  });

  const touches = new Touches();
  const session: Session = {
    settings: () => settings(vscode.window.activeTextEditor?.document.uri),
    tiers: async () => learned.budget.limited(await models.tiers()),
    calibration: () => learned.calibration.deployed(),
    syntax,
    latencies: createLatencies(),
    escalations: createTaskRates(),
    resampled: createTaskRates(),
    reasks: createReasks(),
    warm: createWarmPrompts(),
    escalationCap: createEscalationCap(),
    learning: learned.audits,
    touchedAt: touches.at,
    latch: createLatch(),
    clock: () => Date.now(),
    newId: () => crypto.randomUUID(),
    within,
  };
  const recorder = new Recorder(
    log,
    store,
    session,
    {
      trace: (trace) => redactTrace(settings().traces.content ? trace : withoutContent(trace), redactor),
      outcome: (outcome) => redactOutcome(outcome, redactor),
    },
    (trace) => {
      firstRun.saw(trace);
      panel.changed(trace.languageId);
      learned.calibration.recorded();
    },
    troubles.failed,
    () => learned.calibration.outcome(),
  );
  const reask = (tier: Tier, named?: Trace | null): Promise<void> => reaskCommand(tier, runner, recorder, named);
  const view: AnswerView = new AnswerView(context.extensionUri, (request) =>
    answerRequests(request, { runner, recorder, view, reask, patches, rules, touches }),
  );
  const patchFiles = new PatchFiles(workspace);
  const patches: PatchView = new PatchView(patchFiles, view, recorder, new TryIt(context.workspaceState));
  const runner: TaskRunner = new TaskRunner(
    view,
    status,
    recorder,
    () => void models.askConsent(true),
    (task, patch, trace) => void patches.offer(task, patch, trace),
    (error) => notices.failed(error, true),
    (kind) => rules.pinFor(kind),
  );
  const panel: TracePanel = new TracePanel(
    context.extensionUri,
    store,
    wirePanel({
      session,
      store,
      reask,
      asked: (id) => runner.asked(id) !== null,
      calibration: learned.calibrationFacts,
      spending: learned.spendingFacts,
      adopt: () => learned.calibration.adopt(),
    }),
  );
  const inline = new InlineProvider({
    session,
    settings,
    workspace,
    status,
    recorder,
    log,
    onMissingTier: () => void models.askConsent(false),
    paused: () => pause.leftMs > 0,
    onFailure: (error) => notices.failed(error, false),
  });

  const parts: TaskParts = { session, runner, workspace, patchFiles };
  const entrances = new Entrances(parts);
  context.subscriptions.push(
    own,
    log,
    status,
    pause,
    limit,
    syntax,
    embedded,
    runner,
    workspace,
    inline,
    panel,
    patches,
    touches,
    new LanguageStatus(),
    watchDiagnosticAges(),
    stored,
    learned,
    entrances,
    rehearseLater(),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('weir')) return;
      void policy.load();
      changed();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && void learned.budget.lookAgain()),
    secrets.onDidChange(changed),
  );
  void policy.load();
  void firstRun.look();
  void controls.look();

  const chatParts = {
    ...parts,
    recorder,
    offer: (patch: Patch, trace: Trace) => void patches.offer(trace.id, patch, trace),
    failed: (error: ModelError) => notices.failed(error, true),
  };
  const version = String(context.extension.packageJSON.version);
  return {
    commands: {
      ...entrances.commands,
      ...patchCommands(patches),
      ...wireCommands({
        ...{
          version,
          settings,
          log,
          pause,
          limit,
          store,
          runner,
          panel,
          inline,
          models,
          known,
          controls,
          firstRun,
          reask,
        },
      }),
    },
    inline,
    quickFixes: new QuickFixes(workspace),
    answerView: view,
    tracePanel: panel,
    participant: new Participant(chatParts),
    auto: new WeirAuto(chatParts),
    traceTool: new TraceTool(parts),
    leave: async () => {
      await runner.finish();
      await recorder.settled();
    },
  };
}
