import type { Budget } from './budget.ts';
import type { Runtime, TemplateScope } from './contract.ts';
import type { Places } from './place.ts';

/** One turn of a copy loop. A nameless `copyIndex()` means the innermost loop with `nameless` set. */
type LoopTurn = { name: string; index: number; nameless: boolean };

/** A question that only a running deployment can answer; equal keys have equal answers. */
export type RuntimeQuestion = { key: string; ask(runtime: Runtime): Promise<unknown> };

/** A resource of this template as `reference()` needs it. */
export type Located = { id: string; type: string; name: string; apiVersion: string };

export type RuntimeView = {
  /** By id, name or symbol; several for the symbol of a loop. */
  locate(reference: string): Located[];
  answer(question: RuntimeQuestion): unknown;
};

/** An argument that is evaluated only when it is asked for, in its own context or a narrower one. */
export type Deferred = (locals?: ReadonlyMap<string, unknown>) => unknown;

export type TemplateFunction = {
  name: string;
  call(args: Deferred[], context: EvaluationContext): unknown;
};

/** What an expression may see where it stands. */
export type EvaluationContext = {
  scope: TemplateScope;
  /** What `deployment()` answers. */
  deployment: unknown;
  places: Places;
  budget: Budget;
  parameter(name: string): unknown;
  variable(name: string): unknown;
  /** A function that the template itself defines. */
  userFunction(name: string): TemplateFunction | undefined;
  loops: readonly LoopTurn[];
  /** Arguments of the lambdas around the expression, by lower-case name. */
  locals: ReadonlyMap<string, unknown>;
  /** Absent where `reference()` and `list*()` are not allowed. */
  runtime: RuntimeView | undefined;
  /** True in a parameter's default: the one place where `utcNow()` and `newGuid()` are allowed. */
  inDefault: boolean;
};
