import type { Runtime, TemplateScope } from './contract.ts';

/** One turn of a copy loop. A nameless `copyIndex()` means the innermost loop with `nameless` set. */
type LoopTurn = { name: string; index: number; nameless: boolean };

/** A question that only a running deployment can answer; equal keys have equal answers. */
export type RuntimeQuestion = { key: string; ask(runtime: Runtime): Promise<unknown> };

export type RuntimeView = {
  /** A resource of this template by its id, name or symbol. */
  locate(reference: string): { id: string; apiVersion: string } | undefined;
  answer(question: RuntimeQuestion): unknown;
};

/** What an expression may see where it stands. */
export type EvaluationContext = {
  scope: TemplateScope;
  parameter(name: string): unknown;
  variable(name: string): unknown;
  loops: readonly LoopTurn[];
  /** Arguments of the lambdas around the expression, by lower-case name. */
  locals: ReadonlyMap<string, unknown>;
  /** Absent where `reference()` and `list*()` are not allowed. */
  runtime: RuntimeView | undefined;
  /** True in a parameter's default: the one place where `utcNow()` and `newGuid()` are allowed. */
  inDefault: boolean;
};
