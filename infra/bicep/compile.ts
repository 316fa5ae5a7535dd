import type { Node } from 'web-tree-sitter';
import {
  bracketed,
  expression,
  jsonValue,
  type ResourceSymbol,
  resourceIdOf,
  type Scope,
} from './expression';
import { assignedValue, childAt, field, literalText, namedChildren, parseBicep, unsupported } from './syntax';

export type ArmTemplate = {
  $schema: string;
  contentVersion: string;
  parameters: Record<string, Record<string, unknown>>;
  variables?: Record<string, unknown>;
  resources: Record<string, unknown>[];
  outputs: Record<string, { type: string; value: unknown }>;
};

/**
 * The ARM template that the Bicep compiler makes of a file, for the part of the language that this folder uses:
 * param with decorators, var, resource with parent, output, interpolation, conditions, property access and resource functions.
 * Anything else throws.
 */
export async function compileBicep(source: string): Promise<ArmTemplate> {
  const template: ArmTemplate = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {},
    variables: {},
    resources: [],
    outputs: {},
  };
  const symbols: Scope['symbols'] = new Map();
  let decorators: Node[] = [];
  for (const statement of await parseBicep(source)) {
    const name = statement.type === 'decorators' ? '' : childAt(statement, 0).text;
    const scope: Scope = { symbols, mentioned: new Set() };
    switch (statement.type) {
      case 'decorators':
        decorators = namedChildren(statement);
        continue;
      case 'parameter_declaration':
        symbols.set(name, { kind: 'parameter' });
        template.parameters[name] = parameter(statement, decorators, scope);
        break;
      case 'variable_declaration':
        symbols.set(name, { kind: 'variable' });
        template.variables = { ...template.variables, [name]: jsonValue(childAt(statement, -1), scope) };
        break;
      case 'resource_declaration':
        template.resources.push(resource(name, statement, scope));
        break;
      case 'output_declaration':
        template.outputs[name] = {
          type: childAt(statement, 1).text,
          value: jsonValue(childAt(statement, -1), scope),
        };
        break;
      default:
        throw unsupported(statement);
    }
    decorators = [];
  }
  if (Object.keys(template.variables ?? {}).length === 0) delete template.variables;
  return template;
}

function parameter(statement: Node, decorators: Node[], scope: Scope): Record<string, unknown> {
  const initial = assignedValue(statement);
  const type = childAt(statement, 1).text;
  const secure = decorators.some((decorator) => decoratorName(decorator) === 'secure');
  return {
    type: secure ? secureType(type, statement) : type,
    ...(initial && { defaultValue: jsonValue(initial, scope) }),
    ...Object.assign({}, ...decorators.map((decorator) => decoration(decorator, scope))),
  };
}

function secureType(type: string, statement: Node): string {
  if (type === 'string') return 'securestring';
  if (type === 'object') return 'secureObject';
  throw unsupported(statement);
}

function decoratorName(decorator: Node): string {
  return field(childAt(decorator, 0), 'function').text;
}

function decoration(decorator: Node, scope: Scope): Record<string, unknown> {
  const name = decoratorName(decorator);
  if (name === 'secure') return {};
  const argument = childAt(field(childAt(decorator, 0), 'arguments'), 0);
  if (name === 'description') return { metadata: { description: literalText(argument) } };
  return { [name === 'allowed' ? 'allowedValues' : name]: jsonValue(argument, scope) };
}

function resource(name: string, statement: Node, scope: Scope): Record<string, unknown> {
  const properties = new Map(
    namedChildren(childAt(statement, -1)).map((property) => [
      childAt(property, 0).text,
      childAt(property, 1),
    ]),
  );
  const ownName = properties.get('name');
  if (ownName === undefined) throw unsupported(statement);
  const parent = properties.get('parent');
  const symbol = declare(literalText(childAt(statement, 1)), ownName, parent, scope);
  scope.symbols.set(name, symbol);

  const rest = [...properties].filter(([key]) => key !== 'name' && key !== 'parent');
  const body = Object.fromEntries(rest.map(([key, node]) => [key, jsonValue(node, scope)]));
  const dependsOn = [...scope.mentioned].sort().flatMap((other) => {
    const target = scope.symbols.get(other);
    return target?.kind === 'resource' ? [bracketed(resourceIdOf(target))] : [];
  });
  return {
    type: symbol.type,
    apiVersion: symbol.apiVersion,
    name: parent === undefined ? jsonValue(ownName, scope) : bracketed(joinedName(symbol)),
    ...body,
    ...(dependsOn.length > 0 && { dependsOn }),
  };
}

function declare(typeAndVersion: string, name: Node, parent: Node | undefined, scope: Scope): ResourceSymbol {
  const [type = '', apiVersion = ''] = typeAndVersion.split('@');
  const above = parent && scope.symbols.get(parent.text);
  if (parent && above?.kind === 'resource') scope.mentioned.add(parent.text);
  const outer = above?.kind === 'resource' ? above.names : [];
  return { kind: 'resource', type, apiVersion, names: [...outer, expression(name, scope)] };
}

function joinedName(symbol: ResourceSymbol): string {
  const slots = symbol.names.map((_, index) => `{${index}}`).join('/');
  return `format('${slots}', ${symbol.names.join(', ')})`;
}
