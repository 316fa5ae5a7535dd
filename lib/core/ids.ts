/** A new random identifier (UUID version 4), for runs and shares. */
export function newId(): string {
  return crypto.randomUUID();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether text has the shape that `newId` gives: asked before an id from a URL reaches the database. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
