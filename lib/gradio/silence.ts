import 'server-only';
import { AppError } from '@/lib/core/errors';

/** A watch over a stream: `signal` aborts when nothing was heard for `timeoutMs`, or when the outer signal does. */
export type SilenceWatch = {
  signal: AbortSignal;
  /** Tells that something arrived. */
  heard(): void;
  /** Ends the watch and closes what still hangs on its signal. */
  end(): void;
};

export function watchSilence(timeoutMs: number, outer: AbortSignal): SilenceWatch {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(silent(timeoutMs)), timeoutMs);
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    heard: () => timer.refresh(),
    end() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

function silent(timeoutMs: number): AppError {
  return new AppError('timeout', {
    code: 'endpoint_silent',
    message: `The app has sent nothing for ${Math.round(timeoutMs / 1000)} s.`,
    action: 'Try again; if it happens again, restart the app.',
  });
}
