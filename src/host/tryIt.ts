// "Try it": the workspace's nearest test or build task, or a command that the user has confirmed for this workspace. Found before
// it is run, so that its name stands on the button; run only when the user says so.
import * as vscode from 'vscode';
import { nearestTask, type WorkspaceTask } from '../core/patch/nearestTask';
import { textOf } from './fields';

export interface Runnable {
  readonly name: string;
  readonly what: 'test' | 'build' | 'command';
  readonly task: vscode.Task;
}

type Chosen = { readonly command: string } | { readonly task: string };
const key = 'weir.trial';

/** What most would run in a workspace with such a file. */
const usual: readonly (readonly [file: string, command: string])[] = [
  ['package.json', 'npm test'],
  ['Cargo.toml', 'cargo test'],
  ['go.mod', 'go test ./...'],
  ['pom.xml', 'mvn test'],
  ['build.gradle', 'gradle test'],
  ['pyproject.toml', 'python -m pytest'],
  ['pytest.ini', 'python -m pytest'],
  ['Makefile', 'make test'],
];

export class TryIt {
  constructor(private readonly memento: vscode.Memento) {}

  /** Null where the workspace has no such task, and no command was confirmed for it. */
  async find(changed: readonly string[]): Promise<Runnable | null> {
    const chosen = this.memento.get<Chosen>(key);
    if (chosen !== undefined && 'command' in chosen) return commandOf(chosen.command);
    const tasks = await workspaceTasks();
    const named = tasks.find(({ name }) => chosen !== undefined && name === chosen.task);
    return named ?? nearestTask(tasks, changed);
  }

  /** Lets the user choose what is run in this workspace from now on; null where they think better of it. */
  async choose(): Promise<Runnable | null> {
    const tasks = await workspaceTasks();
    const typed = { label: vscode.l10n.t('$(terminal) Type a command…'), runnable: null };
    const items = tasks.map((runnable) => ({ label: `$(beaker) ${runnable.name}`, runnable }));
    const title = vscode.l10n.t('Weir: what tries a change in this workspace?');
    const picked = tasks.length === 0 ? typed : await vscode.window.showQuickPick([...items, typed], { title });
    if (picked === undefined) return null;
    if (picked.runnable === null) return this.typeCommand();
    await this.memento.update(key, { task: picked.runnable.name } satisfies Chosen);
    return picked.runnable;
  }

  private async typeCommand(): Promise<Runnable | null> {
    const line = await vscode.window.showInputBox({
      title: vscode.l10n.t('Weir: Try It'),
      prompt: vscode.l10n.t('The command that tests this workspace. It is kept for this workspace.'),
      value: await usualCommand(),
    });
    if (line === undefined || line.trim() === '') return null;
    await this.memento.update(key, { command: line.trim() } satisfies Chosen);
    return commandOf(line.trim());
  }

  /** The exit code; null where there is none to be had. */
  async run({ task }: Runnable): Promise<number | null> {
    const listeners: vscode.Disposable[] = [];
    let started: vscode.TaskExecution | null = null;
    // A short task may end before its start has been reported.
    const isOurs = (execution: vscode.TaskExecution): boolean =>
      started === null
        ? execution.task.name === task.name && execution.task.source === task.source
        : execution === started;
    try {
      return await new Promise<number | null>((resolve, reject) => {
        listeners.push(
          vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
            if (isOurs(execution)) resolve(exitCode ?? null);
          }),
          // A task without a process of its own, or one that was ended by hand.
          vscode.tasks.onDidEndTask(({ execution }) => {
            if (isOurs(execution)) setTimeout(() => resolve(null), 500);
          }),
        );
        vscode.tasks.executeTask(task).then((execution) => (started = execution), reject);
      });
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  }
}

async function workspaceTasks(): Promise<(Runnable & WorkspaceTask)[]> {
  const tasks = await vscode.tasks.fetchTasks();
  return tasks.flatMap((task) => {
    const group = groupOf(task);
    if (group === null || task.isBackground) return [];
    const name = task.source === 'Workspace' ? task.name : `${task.source}: ${task.name}`;
    const path = (textOf(task.definition, 'path') ?? '').replaceAll('\\', '/');
    const folder = path.endsWith('/') ? path.slice(0, -1) : path;
    return [{ name, what: group, group, folder, isDefault: task.group?.isDefault === true, task }];
  });
}

function groupOf({ group }: vscode.Task): 'test' | 'build' | null {
  if (group?.id === vscode.TaskGroup.Test.id) return 'test';
  return group?.id === vscode.TaskGroup.Build.id ? 'build' : null;
}

function commandOf(line: string): Runnable {
  const definition = { type: 'shell' };
  const execution = new vscode.ShellExecution(line);
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, line, 'Weir', execution, []);
  return { name: line, what: 'command', task };
}

async function usualCommand(): Promise<string> {
  const names = usual.map(([file]) => file).join(',');
  const files = await vscode.workspace.findFiles(`{${names}}`, null, 20);
  const found = new Set(files.map((uri) => vscode.workspace.asRelativePath(uri, false)));
  return usual.find(([file]) => found.has(file))?.[1] ?? '';
}
