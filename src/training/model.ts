/**
 * What a run trains, as arrays: P parameters and N training rows, of which any few give a gradient. The engine makes one
 * from a graph; a test may make one from anything. Nothing of it allocates once it is made.
 */
export interface Model {
  /** P. */
  readonly parameterCount: number;
  /** N. */
  readonly rows: number;
  /** V. */
  readonly validationRows: number;
  /**
   * The mean of ℓᵢ over `count` rows, which are numbered in `order` from `first`; its P partials go into `gradient`.
   * With one row less the mean is over one row less: a short mini-batch is one of its own size.
   */
  gradientOf(
    parameters: Float64Array,
    order: Uint32Array,
    first: number,
    count: number,
    gradient: Float64Array,
  ): number;
  /** L: the mean of ℓᵢ over all training rows, without penalties. */
  trainingLoss(parameters: Float64Array): number;
  /** The same over the validation rows; NaN where there are none. */
  validationLoss(parameters: Float64Array): number;
  /** What is noted of the parameters now and then; a model without nodes has nothing to note. */
  observe?(parameters: Float64Array): Observation;
  /** The largest |∂ℓᵢ/∂v| of a node over its units and all training rows; NaN where it has none. */
  largestDerivative?(parameters: Float64Array, node: string): number;
}

/** The state of the nodes over all training rows. */
export interface Observation {
  /** L over the training rows, as `trainingLoss` has it. */
  readonly loss: number;
  /** For each node with parameters, by index in the model's `nodes`: ‖∂L/∂θ‖ and ‖θ‖ of its own parameters. */
  readonly gradients: Float64Array;
  readonly weights: Float64Array;
  /** ‖∇L‖ over all parameters. */
  readonly slope: number;
  /** The units that are dead: clipped on every training row. */
  readonly dead: readonly DeadUnit[];
}

/** Which unit is dead: the id of its node, and its index there, from 0. */
export interface DeadUnit {
  readonly node: string;
  readonly unit: number;
}
