import { type Expression, ExpressionError } from './expression.ts';

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)(?![\w.])|([A-Za-z_]\w*)|([()[\],.]))/y;

type Token =
  | { kind: 'string'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'name'; text: string }
  | { kind: 'mark'; text: string };

/** What a string of a template means: an expression in brackets, or text (`[[` stands for one `[`). */
export function parseTemplateString(text: string): { literal: string } | { expression: Expression } {
  if (!text.startsWith('[') || !text.endsWith(']')) return { literal: text };
  if (text.startsWith('[[')) return { literal: text.slice(1) };
  return { expression: parseExpression(text.slice(1, -1)) };
}

/** Parses the text between the brackets. Throws ExpressionError. */
function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let position = 0;

  const at = (mark: string) => tokens[position]?.kind === 'mark' && tokens[position]?.text === mark;
  const unexpected = () => {
    const token = tokens[position];
    const found = token ? `'${token.text}'` : 'the end of the expression';
    return new ExpressionError(`The language expression '${text}' is not valid: ${found} is not expected`);
  };
  const take = (kind: Token['kind'], mark?: string): string => {
    const token = tokens[position];
    if (token?.kind !== kind || (mark !== undefined && token.text !== mark)) throw unexpected();
    position += 1;
    return token.text;
  };

  const readArguments = (): Expression[] => {
    const args: Expression[] = [];
    take('mark', '(');
    while (!at(')')) {
      if (args.length > 0) take('mark', ',');
      args.push(readExpression());
    }
    take('mark', ')');
    return args;
  };

  const readHead = (): Expression => {
    const token = tokens[position];
    if (token?.kind === 'string') return { kind: 'literal', value: take('string') };
    if (token?.kind === 'number') return { kind: 'literal', value: Number(take('number')) };
    let name = take('name');
    // A dotted name before the parenthesis is a namespaced function: `sys.concat`, `contoso.uniqueName`.
    while (at('.')) {
      position += 1;
      name = `${name}.${take('name')}`;
    }
    return { kind: 'call', name: name.replace(/^sys\./i, ''), args: readArguments() };
  };

  const readExpression = (): Expression => {
    let expression = readHead();
    for (;;) {
      if (at('.')) {
        position += 1;
        expression = { kind: 'property', target: expression, name: take('name') };
      } else if (at('[')) {
        position += 1;
        expression = { kind: 'index', target: expression, index: readExpression() };
        take('mark', ']');
      } else {
        return expression;
      }
    }
  };

  const expression = readExpression();
  if (position < tokens.length) throw unexpected();
  return expression;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new ExpressionError(
        `The language expression '${text}' is not valid: the string character '${text.slice(start).trimStart()[0]}' at position '${start}' is not expected`,
      );
    }
    const [, string, number, name, mark] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'mark', text: mark ?? '' });
  }
  return tokens;
}
