/** Does the measured work `count` times. It owns its loop, so that no call through the timer is measured with it. */
export type Contender = (count: number) => void;

export interface RaceOptions {
  readonly rounds: number;
  /** How long one turn of a contender should last: short, or other programs interrupt most turns. */
  readonly milliseconds: number;
}

/**
 * Nanoseconds of one run of each contender, round by round. The contenders take turns within each round, so that a
 * noisy neighbour and a changing clock hit all of them.
 */
export function race(contenders: readonly Contender[], options: RaceOptions): number[][] {
  const counts = contenders.map((contender) => countFor(contender, options.milliseconds));
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < options.rounds; round++) {
    contenders.forEach((contender, lane) => {
      // Another one opens each round: whoever comes first finds the caches of the last one of the round before.
      const turn = (lane + round) % contenders.length;
      const runner = contenders[turn] ?? contender;
      const count = counts[turn] ?? 1;
      times[turn]?.push((duration(runner, count) * 1e6) / count);
    });
  }
  return times;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The median of `a ÷ b` within one and the same round. */
export function medianRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((time, round) => time / (b[round] ?? Number.NaN)));
}

/** Doubles the count until a turn lasts long enough, which warms the compiler up on the way. */
function countFor(contender: Contender, milliseconds: number): number {
  let count = 1;
  for (;;) {
    const took = duration(contender, count);
    if (took >= milliseconds) return Math.max(1, Math.round((count * milliseconds) / took));
    count *= 2;
  }
}

function duration(contender: Contender, count: number): number {
  const start = performance.now();
  contender(count);
  return performance.now() - start;
}
