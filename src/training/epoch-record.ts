/** L at the end of an epoch. */
export interface EpochLoss {
  /** Epochs done. */
  readonly epoch: number;
  /** Iterations done. */
  readonly t: number;
  readonly training: number;
  /** NaN where there are no validation rows. */
  readonly validation: number;
}

/** Epochs lie in one array, which threads hand to each other: where each number of an epoch is in its record. */
export const EPOCH_RECORD = { epoch: 0, t: 1, training: 2, validation: 3 } as const;
/** Numbers of a record. */
export const EPOCH_LENGTH = 4;

/** The epoch at an index of an array of records; its losses are NaN past the end. */
export function epochIn(records: Float64Array, index: number): EpochLoss {
  const [epoch = 0, t = 0, training = Number.NaN, validation = Number.NaN] = records.subarray(
    index * EPOCH_LENGTH,
    (index + 1) * EPOCH_LENGTH,
  );
  return { epoch, t, training, validation };
}
