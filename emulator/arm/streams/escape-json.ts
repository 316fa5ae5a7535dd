const UNIT_DIGITS = 4;
const HEX = 16;

/**
 * JSON as the service's serializer writes it: quotes, what HTML could take for its own and everything beyond ASCII are
 * `\u` escapes, in upper case. https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/character-encoding
 */
export function serviceJson(value: object): string {
  return JSON.stringify(value).replace(/\\u[0-9a-f]{4}|\\.|[&'+<>`\u007f-\uffff]/g, (found) => {
    if (found.startsWith('\\u')) return `\\u${found.slice(2).toUpperCase()}`;
    if (found === '\\"') return unit('"');
    return found.startsWith('\\') ? found : unit(found);
  });
}

function unit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(HEX).toUpperCase().padStart(UNIT_DIGITS, '0')}`;
}
