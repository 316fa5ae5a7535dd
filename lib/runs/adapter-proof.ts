/** What the proof looks at, in this order. */
export const proofChecks = ['files', 'loaded', 'base', 'answers'] as const;

/** One thing that must hold. `detail` is one sentence; names, sizes and hashes are part of it. */
type ProofCheck = {
  check: (typeof proofChecks)[number];
  state: 'held' | 'broken' | 'unknown';
  detail: string;
};

/** What decides the verdict: the first check that is broken, or why nothing can be said. */
export const proofCodes = [
  'proven',
  'files-missing',
  'not-loaded',
  'hash-differs',
  'base-differs',
  'answers-equal',
  'not-reported',
  'not-reachable',
] as const;

/** Whether the tuned adapter is really at work: `unknown` where the app or the network does not let it be told. */
export type AdapterProof = {
  verdict: 'proven' | 'broken' | 'unknown';
  code: (typeof proofCodes)[number];
  /** One sentence that says what is so. */
  message: string;
  /** What to do about it. */
  action?: string;
  checks: ProofCheck[];
};
