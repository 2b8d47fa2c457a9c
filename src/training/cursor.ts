/** Where a run stands in its rows. */
export interface Cursor {
  /** Epochs done. */
  readonly epoch: number;
  /** Rows of the present epoch that are done. */
  readonly position: number;
}

/** Iterations in an epoch of N rows in mini-batches of B: N/B, rounded up, for what is left is a mini-batch too. */
export function iterationsPerEpoch(rows: number, batchSize: number): number {
  return Math.ceil(rows / batchSize);
}

/** Where the rows stand `done` iterations after `start`. */
export function cursorAfter(start: Cursor, done: number, rows: number, batchSize: number): Cursor {
  const left = iterationsPerEpoch(rows - start.position, batchSize);
  if (done < left) return { epoch: start.epoch, position: start.position + done * batchSize };
  const each = iterationsPerEpoch(rows, batchSize);
  const beyond = done - left;
  return {
    epoch: start.epoch + 1 + Math.floor(beyond / each),
    position: (beyond % each) * batchSize,
  };
}

/** How many iterations it takes from `start` to the end of epoch number `epoch` (from 0). */
export function iterationsToEndOf(
  epoch: number,
  start: Cursor,
  rows: number,
  batchSize: number,
): number {
  if (epoch < start.epoch) return 0;
  const left = iterationsPerEpoch(rows - start.position, batchSize);
  return left + (epoch - start.epoch) * iterationsPerEpoch(rows, batchSize);
}

/** Sample gradients that it took to come here: rows, counted as often as they were used. */
export function sampleGradients(cursor: Cursor, rows: number): number {
  return cursor.epoch * rows + cursor.position;
}
