// Tools that a chat may call: what they are, what a model called, and what came back. Plain data, and whether a call holds.

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the input. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text as the model wrote it. */
  readonly input: string;
}

export interface ToolResult {
  readonly id: string;
  readonly text: string;
}

/** Null where the call can be made; else what is wrong with it, for the trace. */
export function faultOf(call: ToolCall, tools: readonly ToolSpec[]): 'unknown' | 'malformed' | 'incomplete' | null {
  const tool = tools.find(({ name }) => name === call.name);
  if (tool === undefined) return 'unknown';
  const input = parsedInput(call);
  if (input === null) return 'malformed';
  const required = tool.schema['required'];
  const missing =
    Array.isArray(required) && required.some((name) => typeof name === 'string' && !Object.hasOwn(input, name));
  return missing ? 'incomplete' : null;
}

/** The input as an object; null where it is none. A call without input has an empty one. */
export function parsedInput({ input }: ToolCall): Readonly<Record<string, unknown>> | null {
  if (input.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
