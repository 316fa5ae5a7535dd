import type { UIMessage } from 'ai';

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

/** A message of the chat panel: text, and transient `data-status` parts on the way to it. */
export type ChatMessage = UIMessage<unknown, { status: ChatStatus }>;
