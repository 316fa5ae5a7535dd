/** Work that goes on after a request has been answered. */
export type Tasks = {
  /** Aborts when the emulator closes. */
  signal: AbortSignal;
  /** Runs `work` beside the caller. An error while the emulator is open goes to `onError`. */
  run(work: () => Promise<void>): void;
  /** Aborts the signal and resolves when every piece of work has ended. */
  close(): Promise<void>;
};

export function createTasks(onError: (error: unknown) => void): Tasks {
  const controller = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    signal: controller.signal,
    run(work) {
      const task = work()
        .catch((error: unknown) => {
          if (!controller.signal.aborted) onError(error);
        })
        .finally(() => running.delete(task));
      running.add(task);
    },
    async close() {
      controller.abort(new Error('The local Azure is closing.'));
      await Promise.all(running);
    },
  };
}
