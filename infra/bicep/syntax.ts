import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');

/** The statements of a Bicep file. Throws with the line when it is not Bicep. */
export async function parseBicep(source: string): Promise<Node[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  const tree = parser.parse(source);
  if (tree === null) throw new Error('The Bicep parser gave no answer.');
  const broken = tree.rootNode.hasError && tree.rootNode.descendantsOfType('ERROR')[0];
  if (broken) throw new Error(`Line ${broken.startPosition.row + 1} is not Bicep: ${broken.text}`);
  return namedChildren(tree.rootNode);
}

/** What a node is made of, comments left out. */
export function namedChildren(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function childAt(node: Node, index: number): Node {
  const child = namedChildren(node).at(index);
  if (child === undefined) throw unsupported(node);
  return child;
}

export function field(node: Node, name: string): Node {
  const child = node.childForFieldName(name);
  if (child === null) throw unsupported(node);
  return child;
}

/** The expression right of a statement's `=`, if there is one. */
export function assignedValue(statement: Node): Node | undefined {
  return statement.children.some((child) => child.type === '=') ? childAt(statement, -1) : undefined;
}

/** A string without interpolation, as the text that it stands for. */
export function literalText(node: Node): string {
  const parts = namedChildren(node);
  if (node.type !== 'string' || parts.some((part) => part.type === 'interpolation')) throw unsupported(node);
  return parts.map(partText).join('');
}

const ESCAPES = new Map([
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ["\\'", "'"],
  ['\\\\', '\\'],
  ['\\$', '$'],
]);

/** One literal piece of a string; an escape becomes the character that it names. */
export function partText(part: Node): string {
  if (part.type === 'string_content') return part.text;
  const character = ESCAPES.get(part.text);
  if (character === undefined) throw unsupported(part);
  return character;
}

export function unsupported(node: Node): Error {
  return new Error(`Line ${node.startPosition.row + 1}: no rule for ${node.type} ${node.text}`);
}
