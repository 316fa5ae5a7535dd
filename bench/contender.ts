/** What one turn took: seconds of the clock and of the processor, and the most memory that the process has taken so far. */
export type Turn = { wallS: number; cpuS: number; peakMib: number };

/** One of the programs that bring the same tree to a share of their own. */
export type Contender = { bring(isFirst: boolean): Promise<Turn>; end(): Promise<void> };
