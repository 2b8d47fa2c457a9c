/** What an array costs besides its numbers, measured in V8. */
const OVERHEAD = 200;

/** Iterations between two checkpoints at first. Up to so many are computed again for a seek. */
const FIRST_SPACING = 4;

/**
 * Copies of a run's numbers, one every `spacing` iterations. When the memory is full, every second one goes: a far seek
 * takes longer then, and is never wrong.
 */
export class Checkpoints {
  private kept: Float64Array[] = [];
  private iterationsApart = FIRST_SPACING;
  private most = 2;

  /** `start`: the iteration at which the run begins; `count`: numbers of one checkpoint; `budget`: bytes for all. */
  constructor(
    private readonly start: number,
    private readonly count: number,
    budget: number,
  ) {
    this.limit(budget);
  }

  /** Keeps within another budget from now on, in bytes: where it is smaller, checkpoints go at once. */
  limit(budget: number): void {
    this.most = Math.max(2, Math.floor(budget / (8 * this.count + OVERHEAD)));
    while (this.kept.length > this.most) this.thin();
  }

  get spacing(): number {
    return this.iterationsApart;
  }

  get bytes(): number {
    return this.kept.reduce((sum, numbers) => sum + numbers.byteLength + OVERHEAD, 0);
  }

  /** Offers the numbers at iteration t; they are copied where a checkpoint is due. Iterations come in their order. */
  offer(t: number, numbers: Float64Array): void {
    const done = t - this.start;
    if (done !== this.kept.length * this.iterationsApart) return;
    if (this.kept.length === this.most) {
      this.thin();
      if (done !== this.kept.length * this.iterationsApart) return;
    }
    this.kept.push(numbers.slice());
  }

  private thin(): void {
    this.kept = this.kept.filter((_, index) => index % 2 === 0);
    this.iterationsApart *= 2;
  }

  /** The last checkpoint at or before iteration t. */
  before(t: number): { readonly t: number; readonly numbers: Float64Array } | null {
    const slot = Math.min(
      this.kept.length - 1,
      Math.floor((t - this.start) / this.iterationsApart),
    );
    const numbers = this.kept[slot];
    return numbers ? { t: this.start + slot * this.iterationsApart, numbers } : null;
  }
}
