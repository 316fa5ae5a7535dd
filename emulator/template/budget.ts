import { ExpressionError } from './expression.ts';

/** What the evaluation of one template may produce in all, in values and text; a hundred times what templates need. */
const MAX_WORK = 4_000_000;
const MAX_VALUE_DEPTH = 100;
const CHARACTERS_PER_UNIT = 16;

/** Counts what expressions produce, so that a small template cannot ask for endless work. */
export type Budget = {
  /** Throws ExpressionError when all is spent, or when a value is nested too deeply. */
  spend(value: unknown): void;
};

/** A budget with nothing spent, for one template. */
export function createBudget(): Budget {
  let left = MAX_WORK;
  return {
    spend(value) {
      const open: [unknown, number][] = [[value, 0]];
      for (let entry = open.pop(); entry; entry = open.pop()) {
        const [current, depth] = entry;
        left -= typeof current === 'string' ? 1 + current.length / CHARACTERS_PER_UNIT : 1;
        if (left < 0) throw new ExpressionError('The template produces more values than can be evaluated');
        if (depth > MAX_VALUE_DEPTH)
          throw new ExpressionError(`A value is nested more than ${MAX_VALUE_DEPTH} levels deep`);
        if (typeof current !== 'object' || current === null) continue;
        for (const member of Object.values(current)) open.push([member, depth + 1]);
      }
    },
  };
}
