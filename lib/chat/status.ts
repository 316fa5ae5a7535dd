/** What the chat panel shows while there is no text yet. Pure: the browser shares it. */
export type ChatStatus = {
  phase: 'warming-up' | 'queued' | 'generating';
  /** While warming up: the app's own phase, such as `loading-base`. */
  detail?: string;
  /** While queued: how many are before this one. */
  position?: number;
  size?: number;
  etaMs?: number;
};

/** The data parts of Slipway's chat messages, by name without `data-`. */
export type ChatDataParts = { status: ChatStatus };
