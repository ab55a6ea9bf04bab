// The check at the host's end of the channel: a message of a known type with the number it belongs to, or null.
import type { ChildMessage } from './protocol';

const WITH_ID = new Set(['text', 'finish', 'error', 'cancelled']);

export function asChildMessage(value: unknown): ChildMessage | null {
  return isChildMessage(value) ? value : null;
}

/** The child is Weir's own program: its type and id are checked, the rest follows from them. */
function isChildMessage(value: unknown): value is ChildMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'ready' || value.type === 'refused') return true;
  return typeof value.type === 'string' && WITH_ID.has(value.type) && 'id' in value && typeof value.id === 'number';
}
