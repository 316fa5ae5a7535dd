import { type JsonObject, jsonObject, type Resource } from '../../state/models.ts';
import { findKind } from '../kinds/registry.ts';
import { parentOf, parseResourceId, type ResourceId, resourceId } from '../resource-id.ts';
import type { ExportOption } from './export-request.ts';

type Parameter = { defaultValue?: string; type: 'String' };

/** Writes names and ids of exported resources as expressions, and collects the parameters that these need. */
export type TemplateWriter = {
  parameters: Record<string, Parameter>;
  /** A resource's whole name, as a value of the template. */
  nameOf(resource: Resource): string;
  /** `resourceId(…)` without brackets. */
  idOf(resource: Resource): string;
  /** The exported resource with that id. */
  find(id: string): Resource | undefined;
  /** A value of a resource as a template has it: no text of it is taken for an expression, ids are parameters. */
  value(value: unknown): unknown;
};

/** A writer for these resources; by its options, parameters have defaults. */
export function createTemplateWriter(
  resources: readonly Resource[],
  options: ReadonlySet<ExportOption>,
): TemplateWriter {
  const byId = new Map(resources.map((resource) => [resource.id.toLowerCase(), resource]));
  const parameters: Record<string, Parameter> = {};
  const names = new Map<string, string>();

  const parameter = (id: ResourceId, suffix: 'name' | 'externalid', defaultValue: string): string => {
    const key = `${suffix} ${id.id.toLowerCase()}`;
    const known = names.get(key);
    if (known !== undefined) return `parameters('${known}')`;
    const lastType = id.type.slice(id.type.lastIndexOf('/') + 1);
    const wanted = `${lastType}_${id.names.join('_').replaceAll(/[^A-Za-z0-9]/g, '_')}_${suffix}`;
    let free = wanted;
    for (let turn = 1; free in parameters; turn += 1) free = `${wanted}_${turn}`;
    names.set(key, free);
    const withDefault = options.has('IncludeParameterDefaultValue');
    parameters[free] = { ...(withDefault && { defaultValue }), type: 'String' };
    return `parameters('${free}')`;
  };
  const skipNames = options.has('SkipAllParameterization') || options.has('SkipResourceNameParameterization');
  const rootName = (id: ResourceId): string => {
    const [name = ''] = id.names;
    if (skipNames) return quoted(name);
    const root = resourceId(id.subscriptionId, id.resourceGroup, rootType(id.type), [name]);
    return parameter(root, 'name', name);
  };

  const writer: TemplateWriter = {
    parameters,
    nameOf(resource) {
      const id = idOf(resource);
      if (skipNames) return id.names.join('/');
      const rest = id.names.slice(1).map((name) => `/${name}`);
      return rest.length === 0 ? `[${rootName(id)}]` : `[concat(${rootName(id)}, ${quoted(rest.join(''))})]`;
    },
    idOf(resource) {
      const id = idOf(resource);
      return `resourceId(${[quoted(id.type), rootName(id), ...id.names.slice(1).map(quoted)].join(', ')})`;
    },
    find: (id) => byId.get(id.toLowerCase()),
    value(value) {
      if (typeof value === 'string') return writeText(value);
      if (Array.isArray(value)) return value.map(writer.value);
      const object = jsonObject.safeParse(value);
      return object.success ? writeObject(object.data) : value;
    },
  };

  const writeObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, each]) => [escaped(key), writer.value(each)]));
  const writeText = (text: string): string => {
    const id = parseResourceId(text);
    if (!id || !findKind(id.type)) return escaped(text);
    const exported = writer.find(text);
    if (exported) return `[${writer.idOf(exported)}]`;
    if (options.has('SkipAllParameterization')) return text;
    return `[${parameter(id, 'externalid', text)}]`;
  };

  for (const resource of resources) if (!parentOf(idOf(resource))) writer.nameOf(resource);
  return writer;
}

function idOf(resource: Resource): ResourceId {
  const id = parseResourceId(resource.id);
  if (!id) throw new Error(`'${resource.id}' is not the id of a resource.`);
  return { ...id, type: resource.type };
}

const rootType = (type: string) => type.split('/').slice(0, 2).join('/');
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** A text in brackets would be taken for an expression. */
const escaped = (text: string) => (text.startsWith('[') && text.endsWith(']') ? `[${text}` : text);
