// Every command by its name. The list is short code that a start can afford; what the commands do is elsewhere.
import type * as vscode from 'vscode';

export const commandNames = [
  'weir.explain',
  'weir.explainChanges',
  'weir.explainProblem',
  'weir.mendProblem',
  'weir.debug',
  'weir.debugTerminal',
  'weir.debugTestMessage',
  'weir.debugException',
  'weir.debugCell',
  'weir.edit',
  'weir.acceptPatch',
  'weir.rejectPatch',
  'weir.undoPatch',
  'weir.tryPatch',
  'weir.chooseTrial',
  'weir.stop',
  'weir.reaskFast',
  'weir.reaskStrong',
  'weir.openTrace',
  'weir.exportTraces',
  'weir.showLog',
  'weir.menu',
  'weir.setUp',
  'weir.learning',
  'weir.setKey',
  'weir.testConnection',
  'weir.chooseModel',
  'weir.forgetKeys',
  'weir.copyDiagnostics',
  'weir.triggerCompletion',
  'weir.completionAccepted',
] as const;

export type CommandName = (typeof commandNames)[number];
/** As the editor calls it. */
export type CommandHandler = Parameters<typeof vscode.commands.registerCommand>[1];
/** Some of the commands; together they are all of them, or the composition root does not compile. */
export type Commands<Name extends CommandName = CommandName> = Readonly<Record<Name, CommandHandler>>;
