import { EPOCH_LENGTH, type EpochLoss, epochIn } from "./epoch-record";

/** So many epochs are kept; beyond, every second one goes. */
const CAPACITY = 65_536;

/** L over the training and the validation rows, epoch by epoch. */
export class EpochLosses {
  private numbers = new Float64Array(256 * EPOCH_LENGTH);
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
    if ((this.count + 1) * EPOCH_LENGTH > this.numbers.length) {
      const longer = new Float64Array(this.numbers.length * 2);
      longer.set(this.numbers);
      this.numbers = longer;
    }
    this.numbers.set([epoch, t, training, validation], this.count * EPOCH_LENGTH);
    this.count++;
  }

  at(index: number): EpochLoss | null {
    if (index < 0 || index >= this.count) return null;
    return epochIn(this.numbers, index);
  }

  /** From one entry on, as an array of records. A copy, for another thread. */
  copyFrom(index: number): Float64Array {
    return this.numbers.slice(index * EPOCH_LENGTH, this.count * EPOCH_LENGTH);
  }

  private thin(): void {
    const kept = Math.ceil(this.count / 2);
    for (let to = 1; to < kept; to++) {
      this.numbers.copyWithin(
        to * EPOCH_LENGTH,
        2 * to * EPOCH_LENGTH,
        (2 * to + 1) * EPOCH_LENGTH,
      );
    }
    this.count = kept;
    this.every *= 2;
  }
}
