/** So many entries are kept singly; beyond, neighbours are merged into their least and greatest. */
const CAPACITY = 131_072;

/**
 * The mini-batches' losses, one for each iteration, from the first on. As they grow beyond what is kept, `stride`
 * iterations share an entry that keeps their least and greatest loss: extremes are never smoothed away.
 */
export class LossHistory {
  private least = new Float64Array(1024);
  private greatest = new Float64Array(1024);
  private losses = 0;
  private iterationsPerEntry = 1;

  /** `capacity` is even. */
  constructor(private readonly capacity = CAPACITY) {}

  /** Iterations that were added. */
  get length(): number {
    return this.losses;
  }

  /** Iterations that share an entry. */
  get stride(): number {
    return this.iterationsPerEntry;
  }

  get entries(): number {
    return Math.ceil(this.losses / this.iterationsPerEntry);
  }

  get bytes(): number {
    return this.least.byteLength + this.greatest.byteLength;
  }

  add(loss: number): void {
    let entry = Math.floor(this.losses / this.iterationsPerEntry);
    if (entry >= this.capacity) {
      this.mergeNeighbours();
      entry = Math.floor(this.losses / this.iterationsPerEntry);
    }
    if (entry >= this.least.length) this.grow();
    const begun = this.losses % this.iterationsPerEntry !== 0;
    this.least[entry] = begun ? Math.min(this.least[entry] as number, loss) : loss;
    this.greatest[entry] = begun ? Math.max(this.greatest[entry] as number, loss) : loss;
    this.losses++;
  }

  /** Least and greatest loss of the iterations that share an entry. */
  entry(index: number): { readonly least: number; readonly greatest: number } {
    return {
      least: this.least[index] ?? Number.NaN,
      greatest: this.greatest[index] ?? Number.NaN,
    };
  }

  /** Copies of the entries from one on, to be handed to another thread. */
  copyFrom(entry: number): { readonly least: Float64Array; readonly greatest: Float64Array } {
    return {
      least: this.least.slice(entry, this.entries),
      greatest: this.greatest.slice(entry, this.entries),
    };
  }

  private grow(): void {
    const length = Math.min(this.capacity, this.least.length * 2);
    for (const name of ["least", "greatest"] as const) {
      const longer = new Float64Array(length);
      longer.set(this[name]);
      this[name] = longer;
    }
  }

  private mergeNeighbours(): void {
    for (let to = 0; to < this.capacity / 2; to++) {
      const from = 2 * to;
      this.least[to] = Math.min(this.least[from] as number, this.least[from + 1] as number);
      this.greatest[to] = Math.max(
        this.greatest[from] as number,
        this.greatest[from + 1] as number,
      );
    }
    this.iterationsPerEntry *= 2;
  }
}
