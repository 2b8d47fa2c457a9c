import type { RunPicture } from "@/training";

/**
 * What waits for the thread: what is done with the picture that answers it, and what was pressed before that picture
 * came. Every press counts, one after the other.
 */
export class Turns {
  private afterAnswer: ((picture: RunPicture) => void) | null = null;
  private readonly waiting: (() => void)[] = [];

  /** Has all that was asked been answered, and is it shown? */
  get isAnswered(): boolean {
    return this.afterAnswer === null;
  }

  /** Something was asked: `then` is done with the picture that answers it, in place of what was to be done before. */
  awaitAnswer(then: (picture: RunPicture) => void): void {
    this.afterAnswer = then;
  }

  /** Does something when what was asked has been answered: at once where nothing is under way. */
  add(action: () => void): void {
    if (this.isAnswered) action();
    else this.waiting.push(action);
  }

  /** The answer is here, or, as null, what it was asked for has no place any more. Those that waited come next. */
  answer(picture: RunPicture | null): void {
    const then = this.afterAnswer;
    this.afterAnswer = null;
    if (picture) then?.(picture);
    this.takeNext();
  }

  takeNext(): void {
    while (this.isAnswered) {
      const next = this.waiting.shift();
      if (!next) return;
      next();
    }
  }

  /** What was pressed is not wanted any more; what was asked is still awaited. Returns what was pressed. */
  takeBack(): readonly (() => void)[] {
    return this.waiting.splice(0);
  }

  clear(): void {
    this.afterAnswer = null;
    this.waiting.length = 0;
  }

  /** Waits with these again: those that were taken back. */
  restore(actions: readonly (() => void)[]): void {
    this.waiting.push(...actions);
  }
}
