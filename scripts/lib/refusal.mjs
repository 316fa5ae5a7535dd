/** A reason to stop that the person at the terminal can act on: one sentence, shown without a stack. */
export class Refusal extends Error {}

/** Says one short line about what is going on. @param {string} text */
export function say(text) {
  console.log(text);
}
