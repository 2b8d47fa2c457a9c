/** When a run pauses by itself: the run of the graph, step by step, and the training. */
export type PauseCondition =
  /** L over the training rows is below the threshold. */
  | { readonly kind: "loss-below"; readonly threshold: number }
  /** ‖∇L‖ over all parameters, the mean over the training rows, is below it: an approximate minimum. */
  | { readonly kind: "slope-below"; readonly threshold: number }
  /**
   * |∂ℓᵢ/∂v| of a node is below it in every unit: in the run of the graph for the chosen sample, in the training for
   * every training row.
   */
  | { readonly kind: "gradient-below"; readonly node: string; readonly threshold: number }
  /** One more unit is dead: clipped on every training row. */
  | { readonly kind: "unit-dies" }
  /** A step gives a number that is not finite. A training always stops there. */
  | { readonly kind: "not-finite" };

/** A document has no more of them. */
export const MOST_PAUSES = 12;

/** The threshold of a condition; null where it has none. */
export function thresholdOf(condition: PauseCondition): number | null {
  return "threshold" in condition ? condition.threshold : null;
}
