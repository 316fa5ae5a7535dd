import type { Node } from 'web-tree-sitter';
import { childAt, field, literalText, namedChildren, partText, unsupported } from './syntax';

export type ResourceSymbol = {
  kind: 'resource';
  type: string;
  apiVersion: string;
  /** Expressions, outermost parent first. */
  names: string[];
};
type BicepSymbol = { kind: 'parameter' } | { kind: 'variable' } | ResourceSymbol;

/** What a file declares, and which of its resources the expressions so far have mentioned. */
export type Scope = { symbols: Map<string, BicepSymbol>; mentioned: Set<string> };

/** An ARM template expression, without the brackets around it. */
export function expression(node: Node, scope: Scope): string {
  switch (node.type) {
    case 'identifier':
      return symbolExpression(node, scope);
    case 'string':
      return stringExpression(node, scope);
    case 'number':
      return node.text;
    case 'boolean':
    case 'null':
      return `${node.text}()`;
    case 'call_expression':
      return callExpression(node, scope);
    case 'member_expression':
      return memberExpression(node, scope);
    case 'ternary_expression':
      return `if(${namedChildren(node)
        .map((part) => expression(part, scope))
        .join(', ')})`;
    case 'array':
      return `createArray(${namedChildren(node)
        .map((item) => expression(item, scope))
        .join(', ')})`;
    case 'subscript_expression':
      return `${expression(field(node, 'object'), scope)}[${expression(field(node, 'index'), scope)}]`;
    default:
      throw unsupported(node);
  }
}

/** A JSON value of the template: literals as they are, anything computed as a bracketed expression. */
export function jsonValue(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        namedChildren(node).map((property) => [
          propertyName(childAt(property, 0)),
          jsonValue(childAt(property, 1), scope),
        ]),
      );
    case 'array':
      return namedChildren(node).map((item) => jsonValue(item, scope));
    case 'number':
    case 'boolean':
    case 'null':
      return JSON.parse(node.text);
    case 'string':
      return isLiteral(node) ? escapeBracket(literalText(node)) : bracketed(expression(node, scope));
    default:
      return bracketed(expression(node, scope));
  }
}

function propertyName(key: Node): string {
  return key.type === 'string' ? literalText(key) : key.text;
}

export function bracketed(text: string): string {
  return `[${text}]`;
}

/** `resourceId('type', name…)` of a declared resource. */
export function resourceIdOf(resource: ResourceSymbol): string {
  return `resourceId(${[`'${resource.type}'`, ...resource.names].join(', ')})`;
}

function symbolExpression(node: Node, scope: Scope): string {
  const kind = scope.symbols.get(node.text)?.kind;
  if (kind === 'parameter') return `parameters('${node.text}')`;
  if (kind === 'variable') return `variables('${node.text}')`;
  throw unsupported(node);
}

function stringExpression(node: Node, scope: Scope): string {
  if (isLiteral(node)) return quoted(literalText(node));
  const values: string[] = [];
  const format = namedChildren(node).map((part) => {
    if (part.type !== 'interpolation') return partText(part).replaceAll(/[{}]/g, '$&$&');
    return `{${values.push(expression(childAt(part, 0), scope)) - 1}}`;
  });
  return `format(${[quoted(format.join('')), ...values].join(', ')})`;
}

function callExpression(node: Node, scope: Scope): string {
  const callee = field(node, 'function');
  const args = namedChildren(field(node, 'arguments')).map((argument) => expression(argument, scope));
  if (callee.type === 'identifier') return `${callee.text}(${args.join(', ')})`;
  const resource = mentionedResource(field(callee, 'object'), scope);
  if (resource === undefined) throw unsupported(node);
  const target = [resourceIdOf(resource), `'${resource.apiVersion}'`, ...args];
  return `${field(callee, 'property').text}(${target.join(', ')})`;
}

function memberExpression(node: Node, scope: Scope): string {
  const property = field(node, 'property').text;
  const resource = mentionedResource(field(node, 'object'), scope);
  if (resource === undefined) return `${expression(field(node, 'object'), scope)}.${property}`;
  switch (property) {
    case 'name':
      return resource.names.slice(-1).join('');
    case 'id':
      return resourceIdOf(resource);
    case 'properties':
      return `reference(${resourceIdOf(resource)}, '${resource.apiVersion}')`;
    default:
      throw unsupported(node);
  }
}

function mentionedResource(node: Node, scope: Scope): ResourceSymbol | undefined {
  const symbol = node.type === 'identifier' ? scope.symbols.get(node.text) : undefined;
  if (symbol?.kind !== 'resource') return undefined;
  scope.mentioned.add(node.text);
  return symbol;
}

function isLiteral(node: Node): boolean {
  return namedChildren(node).every((part) => part.type !== 'interpolation');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

// ARM takes a leading bracket for an expression unless it is doubled.
function escapeBracket(text: string): string {
  return text.startsWith('[') ? `[${text}` : text;
}
