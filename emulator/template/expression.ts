/** A parsed expression of the ARM template language. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'property'; target: Expression; name: string }
  | { kind: 'index'; target: Expression; index: Expression };

/** An expression that cannot be parsed or evaluated; whoever knows the place translates it. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionError';
  }
}

/** Every call in an expression, outermost first. */
export function* callsIn(expression: Expression): Generator<Expression & { kind: 'call' }> {
  switch (expression.kind) {
    case 'literal':
      return;
    case 'call':
      yield expression;
      for (const argument of expression.args) yield* callsIn(argument);
      return;
    case 'property':
      yield* callsIn(expression.target);
      return;
    case 'index':
      yield* callsIn(expression.target);
      yield* callsIn(expression.index);
      return;
    default:
      return expression satisfies never;
  }
}
