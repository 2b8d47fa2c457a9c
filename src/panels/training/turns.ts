/** What was pressed before what was asked of the run has been answered. Every press counts, one after the other. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  /** `isAnswered`: has all been answered that was asked? */
  constructor(private readonly isAnswered: () => boolean) {}

  /** Does something when what was asked has been answered: at once where nothing is under way. */
  add(action: () => void): void {
    if (this.isAnswered()) action();
    else this.waiting.push(action);
  }

  /** Does what has waited, up to what asks again. */
  takeNext(): void {
    while (this.isAnswered()) {
      const next = this.waiting.shift();
      if (!next) return;
      next();
    }
  }

  /** What was pressed is not wanted any more; what was asked is still awaited. */
  takeBack(): void {
    this.waiting.length = 0;
  }
}
