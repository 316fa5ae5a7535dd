import { type Expression, ExpressionError } from './expression.ts';

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)(?![\w.])|([A-Za-z_]\w*)|([()[\],.]))/y;

/** ARM's limit of one expression, in characters. */
const MAX_EXPRESSION_LENGTH = 24_576;
const MAX_EXPRESSION_DEPTH = 128;

type Token = { kind: TokenKind; text: string };
type TokenKind = 'StringLiteral' | 'IntegerLiteral' | 'Identifier' | Mark | 'EndOfData';
type Mark = (typeof MARKS)[keyof typeof MARKS];

const MARKS = {
  '(': 'LeftParenthesis',
  ')': 'RightParenthesis',
  '[': 'LeftSquareBracket',
  ']': 'RightSquareBracket',
  ',': 'Comma',
  '.': 'Dot',
} as const;

/** What a string of a template means: an expression in brackets, or text (`[[` stands for one `[`). */
export function parseTemplateString(text: string): { literal: string } | { expression: Expression } {
  if (!text.startsWith('[') || !text.endsWith(']')) return { literal: text };
  if (text.startsWith('[[')) return { literal: text.slice(1) };
  return { expression: parseExpression(text.slice(1, -1)) };
}

/** Parses the text between the brackets. Throws ExpressionError. */
function parseExpression(text: string): Expression {
  if (text.length > MAX_EXPRESSION_LENGTH)
    throw new ExpressionError(
      `The language expression length limit exceeded. Limit: '${MAX_EXPRESSION_LENGTH}' and actual: '${text.length}'. Please see https://aka.ms/arm-functions for usage details.`,
    );
  const tokens = tokenize(text);
  let position = 0;
  const kind = (): TokenKind => tokens[position]?.kind ?? 'EndOfData';

  const take = (expected: TokenKind): string => {
    if (kind() !== expected)
      throw new ExpressionError(
        `Unable to parse language expression '${text}': expected token '${expected}' and actual '${kind()}'. Please see https://aka.ms/arm-functions for usage details.`,
      );
    position += 1;
    return tokens[position - 1]?.text ?? '';
  };

  const readArguments = (depth: number): Expression[] => {
    const args: Expression[] = [];
    take('LeftParenthesis');
    while (kind() !== 'RightParenthesis') {
      if (args.length > 0) take('Comma');
      args.push(readExpression(depth + 1));
    }
    take('RightParenthesis');
    return args;
  };

  const readHead = (depth: number): Expression => {
    if (kind() === 'StringLiteral') return { kind: 'literal', value: take('StringLiteral') };
    if (kind() === 'IntegerLiteral') return { kind: 'literal', value: Number(take('IntegerLiteral')) };
    let name = take('Identifier');
    // A dotted name before the parenthesis is a namespaced function: `sys.concat`, `contoso.uniqueName`.
    while (kind() === 'Dot') {
      position += 1;
      name = `${name}.${take('Identifier')}`;
    }
    return { kind: 'call', name: name.replace(/^sys\./i, ''), args: readArguments(depth) };
  };

  const readExpression = (depth: number): Expression => {
    let expression = readHead(depth);
    for (let level = depth; ; level += 1) {
      if (level > MAX_EXPRESSION_DEPTH)
        throw new ExpressionError(
          `The language expression is nested more than ${MAX_EXPRESSION_DEPTH} levels deep. Please see https://aka.ms/arm-functions for usage details.`,
        );
      if (kind() === 'Dot') {
        position += 1;
        expression = { kind: 'property', target: expression, name: take('Identifier') };
      } else if (kind() === 'LeftSquareBracket') {
        position += 1;
        expression = { kind: 'index', target: expression, index: readExpression(level + 1) };
        take('RightSquareBracket');
      } else {
        return expression;
      }
    }
  };

  const expression = readExpression(0);
  if (position < tokens.length) take('EndOfData');
  return expression;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw unreadable(text, start + text.slice(start).search(/\S/));
    const [, string, number, name, mark] = match;
    if (string !== undefined) tokens.push({ kind: 'StringLiteral', text: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'IntegerLiteral', text: wholeNumber(text, number) });
    else if (name !== undefined) tokens.push({ kind: 'Identifier', text: name });
    else if (mark !== undefined && isMark(mark)) tokens.push({ kind: MARKS[mark], text: mark });
  }
  return tokens;
}

const isMark = (text: string): text is keyof typeof MARKS => Object.hasOwn(MARKS, text);

function wholeNumber(text: string, digits: string): string {
  if (Number.isSafeInteger(Number(digits))) return digits;
  throw new ExpressionError(
    `The language expression '${text}' is not valid: the value '${digits}' at position '${text.indexOf(digits)}' cannot be converted to number. Please see https://aka.ms/arm-functions for usage details.`,
  );
}

function unreadable(text: string, position: number): ExpressionError {
  const why =
    text[position] === "'"
      ? `the string constant at position '${position}' is not terminated. String constants must be enclosed within a pair of single quotes.`
      : `the string character '${text[position]}' at position '${position}' is not expected.`;
  return new ExpressionError(
    `The language expression '${text}' is not valid: ${why} Please see https://aka.ms/arm-functions for usage details.`,
  );
}
