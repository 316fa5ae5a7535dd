const SPACE = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\r\n\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const KEY = /"(?:[^"\\\r\n\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * The line (from 1) where text stops being JSON, or undefined if it is JSON. `JSON.parse` leaves the place out of most
 * of its messages. A comma too many is put at the comma, which is where a person looks for it.
 */
export function findJsonFault(text: string): number | undefined {
  let at = 0;
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    at += found?.[0].length ?? 0;
    return found !== null;
  };
  const take = (character: string) => {
    skip(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const list = (close: string, item: () => boolean): boolean => {
    if (take(close)) return true;
    for (;;) {
      if (!item()) return false;
      if (take(close)) return true;
      const comma = at;
      if (!take(',')) return false;
      skip(SPACE);
      if (text[at] === close) {
        at = comma;
        return false;
      }
    }
  };
  const value = (): boolean => {
    if (take('{')) return list('}', () => skip(SPACE) && skip(KEY) && take(':') && value());
    if (take('[')) return list(']', value);
    return skip(SCALAR);
  };
  const whole = value() && skip(SPACE) && at === text.length;
  return whole ? undefined : text.slice(0, at + 1).split('\n').length;
}
