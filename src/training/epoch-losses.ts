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

/** So many epochs are kept; beyond, every second one goes. */
const CAPACITY = 65_536;
const FIELDS = 4;

/** L over the training and the validation rows, epoch by epoch. */
export class EpochLosses {
  private numbers = new Float64Array(256 * FIELDS);
  private count = 0;
  private every = 1;

  constructor(
    private readonly firstEpoch: number,
    private readonly capacity = CAPACITY,
  ) {}

  get length(): number {
    return this.count;
  }

  /** Changes when entries that were there are no longer. */
  get epochsApart(): number {
    return this.every;
  }

  get bytes(): number {
    return this.numbers.byteLength;
  }

  /** Is this epoch to be kept? Then nothing need be computed for those that are not. */
  isDue(epoch: number): boolean {
    return (epoch - this.firstEpoch) % this.every === 0;
  }

  add({ epoch, t, training, validation }: EpochLoss): void {
    if (!this.isDue(epoch)) return;
    if (this.count === this.capacity) {
      this.thin();
      if (!this.isDue(epoch)) return;
    }
    if ((this.count + 1) * FIELDS > this.numbers.length) {
      const longer = new Float64Array(this.numbers.length * 2);
      longer.set(this.numbers);
      this.numbers = longer;
    }
    this.numbers.set([epoch, t, training, validation], this.count * FIELDS);
    this.count++;
  }

  at(index: number): EpochLoss | null {
    if (index < 0 || index >= this.count) return null;
    const [epoch = 0, t = 0, training = Number.NaN, validation = Number.NaN] =
      this.numbers.subarray(index * FIELDS, (index + 1) * FIELDS);
    return { epoch, t, training, validation };
  }

  /** From one entry on, four numbers each: epoch, t, training, validation. A copy, for another thread. */
  copyFrom(index: number): Float64Array {
    return this.numbers.slice(index * FIELDS, this.count * FIELDS);
  }

  private thin(): void {
    const kept = Math.ceil(this.count / 2);
    for (let to = 1; to < kept; to++) {
      this.numbers.copyWithin(to * FIELDS, 2 * to * FIELDS, (2 * to + 1) * FIELDS);
    }
    this.count = kept;
    this.every *= 2;
  }
}
