// Weir in VS Code's chat: `@weir`, "Weir Auto" and the tool for agents. Part of the composition root.
import * as vscode from 'vscode';
import type { ModelError } from './core/modelError';
import { registerParticipant, type ParticipantParts } from './host/chatParticipant';
import { traceTool, TraceTool } from './host/traceTool';
import { WeirAuto, weirVendor } from './host/weirAuto';

export function wireChat(parts: ParticipantParts, failed: (error: ModelError) => void): vscode.Disposable {
  const { session, recorder } = parts;
  const auto = new WeirAuto({
    session,
    underway: (trace) => recorder.underway(trace),
    record: (trace, thread) => recorder.record(trace, thread),
    failed,
  });
  const registered = vscode.Disposable.from(
    registerParticipant(parts),
    vscode.lm.registerLanguageModelChatProvider(weirVendor, auto),
    vscode.lm.registerTool(traceTool, new TraceTool(parts)),
    auto,
  );
  // The editor hands no question to a participant while it knows of no model, and learns of one only when somebody asks for it.
  void Promise.resolve(vscode.lm.selectChatModels({ vendor: weirVendor })).catch(() => undefined);
  return registered;
}
