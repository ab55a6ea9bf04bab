// Messages of VS Code's language model interface as Weir's plain turns, tool calls and results included. Images are left out.
import * as vscode from 'vscode';
import type { ChatMessage } from '../core/model';
import type { ToolCall, ToolResult } from '../core/toolUse';

export interface Conversation {
  readonly system: string;
  readonly turns: readonly ChatMessage[];
}

/** The role of the editor's own instructions, which its chat sends first; not yet named in the stable interface. */
const systemRole = 3;

export function conversation(messages: readonly vscode.LanguageModelChatRequestMessage[]): Conversation {
  const system: string[] = [];
  const turns: ChatMessage[] = [];
  for (const { role, content } of messages) {
    if (Number(role) === systemRole) {
      system.push(textOf(content));
      continue;
    }
    const toolCalls = content.flatMap((part): ToolCall[] =>
      part instanceof vscode.LanguageModelToolCallPart
        ? [{ id: part.callId, name: part.name, input: JSON.stringify(part.input) }]
        : [],
    );
    const toolResults = content.flatMap((part): ToolResult[] =>
      part instanceof vscode.LanguageModelToolResultPart ? [{ id: part.callId, text: textOf(part.content) }] : [],
    );
    turns.push({
      role: role === vscode.LanguageModelChatMessageRole.Assistant ? 'assistant' : 'user',
      content: textOf(content),
      ...(toolCalls.length > 0 && { toolCalls }),
      ...(toolResults.length > 0 && { toolResults }),
    });
  }
  return { system: system.join('\n\n'), turns };
}

export function textOf(parts: readonly unknown[]): string {
  return parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
