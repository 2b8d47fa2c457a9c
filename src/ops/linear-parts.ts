/**
 * A continuous function of one number that is linear between its breaks, ascending: `slopes[i]` holds below `breaks[i]`,
 * the last slope above the last break. By it, a sweep carries joints through an op without losing a digit.
 */
export interface LinearParts {
  readonly breaks: readonly number[];
  readonly slopes: readonly number[];
}

/** How an op of two inputs carries functions that are linear between joints. */
export type BinaryParts =
  /** factors[0]·a + factors[1]·b */
  | { readonly kind: "sum"; readonly factors: readonly [number, number] }
  /** The greater of both (1), or the lesser (−1): a joint where they meet. */
  | { readonly kind: "choice"; readonly sign: 1 | -1 }
  /**
   * Proportional to one input while the other stands still: to a with factors[0](b), to b with factors[1](a). Null
   * where it is not.
   */
  | {
      readonly kind: "product";
      readonly factors: readonly [((b: number) => number) | null, ((a: number) => number) | null];
    };
