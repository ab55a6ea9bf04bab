// The JSON form of a patch, for models that keep to a schema: asked for where a model could not keep the text form.
import type { JsonSchema } from '../model';
import type { Edit, ParsedEdits } from './edit';

const text = { type: 'string' } as const;

/** Every field required and nothing else allowed: what strict schemas of all providers take. */
export const patchSchema: JsonSchema = {
  type: 'object',
  properties: {
    diagnosis: { ...text, description: 'What is wrong, or what was changed, in a few sentences.' },
    edits: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { ...text, description: 'The file, as it was named.' },
          search: { ...text, description: 'Whole lines that stand exactly once in the file.' },
          replace: { ...text, description: 'The lines that take their place; empty to delete them.' },
        },
        required: ['path', 'search', 'replace'],
        additionalProperties: false,
      },
    },
  },
  required: ['diagnosis', 'edits'],
  additionalProperties: false,
};

/** Null where the answer is no JSON object with `edits`. */
export function editsOfJson(answer: string): ParsedEdits | null {
  const value = jsonOf(answer);
  if (value === null || !Array.isArray(value['edits'])) return null;
  const edits: Edit[] = [];
  let malformed = 0;
  for (const one of value['edits'] as readonly unknown[]) {
    const edit = editOf(one);
    if (edit === null) malformed++;
    else edits.push(edit);
  }
  return {
    edits,
    prose: typeof value['diagnosis'] === 'string' ? value['diagnosis'].trim() : '',
    malformed: Array.from({ length: malformed }, () => ({ rule: 'edit.form', weight: 1, data: {} })),
  };
}

/** The object that an answer is, or that stands in its one fence. */
export function jsonOf(answer: string): Readonly<Record<string, unknown>> | null {
  const start = answer.indexOf('{');
  const end = answer.lastIndexOf('}');
  if (start < 0 || end < start) return null;
  const around = answer.slice(0, start) + answer.slice(end + 1);
  if (around.replaceAll('```', '').replaceAll('json', '').trim() !== '') return null;
  try {
    const value: unknown = JSON.parse(answer.slice(start, end + 1));
    return isObject(value) ? value : null;
  } catch {
    // Not JSON: the text form, or no edits at all.
    return null;
  }
}

function editOf(value: unknown): Edit | null {
  if (!isObject(value)) return null;
  const { path, search, replace } = value;
  if (typeof path !== 'string' || typeof search !== 'string' || typeof replace !== 'string') return null;
  return { path: path.replaceAll('\\', '/').replace(/^\.\//, ''), search: whole(search), replace: whole(replace) };
}

function whole(lines: string): string {
  const unix = lines.replaceAll('\r\n', '\n');
  return unix === '' || unix.endsWith('\n') ? unix : `${unix}\n`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
