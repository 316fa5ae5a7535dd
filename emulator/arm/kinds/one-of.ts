import { z } from 'zod';

/** One of these words in any case, as the services take them; it comes out as it is spelled here. */
export function oneOf<const T extends string>(words: readonly T[]) {
  return z.string().transform((text, problem): T => {
    const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (word !== undefined) return word;
    problem.addIssue({ code: 'custom', message: `'${text}' is not one of ${words.join(', ')}` });
    return z.NEVER;
  });
}
