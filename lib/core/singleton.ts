const STORE_KEY = Symbol.for('slipway.singletons');

type Store = Map<string, unknown>;
type StoreHolder = typeof globalThis & { [STORE_KEY]?: Store };

function store(): Store {
  const holder: StoreHolder = globalThis;
  holder[STORE_KEY] ??= new Map();
  return holder[STORE_KEY];
}

/**
 * One value per process, made at first use. Next bundles instrumentation and routes apart, so that a plain
 * module variable would exist twice. `key` belongs to one caller; `T` is the type that caller gave it.
 */
export function singleton<T>(key: string, create: () => T): T {
  const values = store();
  if (!values.has(key)) values.set(key, create());
  // The map is keyed by call site: whoever reads a key is whoever wrote it.
  return values.get(key) as T;
}

/** Forgets all of them: test files that share a process begin as if it were new. */
export function dropSingletons(): void {
  store().clear();
}

/** Forgets a singleton, so that the next use makes it anew: after a failed start, and between tests. */
export function dropSingleton(key: string): void {
  store().delete(key);
}
