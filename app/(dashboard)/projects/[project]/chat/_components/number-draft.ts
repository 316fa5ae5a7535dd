export type NumberRange = { min: number; max: number; step: number };

/** The number that a typed text stands for, brought into the range, and whole where steps are; undefined for no number. */
export function numberFromDraft(draft: string, { min, max, step }: NumberRange): number | undefined {
  const typed = draft.trim() === '' ? Number.NaN : Number(draft);
  if (!Number.isFinite(typed)) return undefined;
  return Math.min(max, Math.max(min, step >= 1 ? Math.round(typed) : typed));
}
