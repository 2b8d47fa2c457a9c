/**
 * engine/ turns a document into numbers and facts about them: plan, forward and backward pass, trace, gradient health.
 * It finds no words for them. Pure. May import ops, data and graph.
 *
 * What a page shows of one sample: `evaluateSample`, and the queries of evaluation.ts. What holds for all training rows:
 * `StatisticsRun`, one block at each `advance`, so that the caller's clock decides when to go on; `statisticsOf` at once.
 *
 * Passes of one's own, in a worker or for a sweep, on arrays that the caller owns:
 *
 *     const plan = planOf(graph);
 *     const columns = planColumns(plan, data);
 *     const arenas = createArenas(plan, blockRows(plan, rows));
 *     writeNumbers(plan, numbers, arenas);
 *     const sum = runRows(plan, columns, order, first, count, arenas, { leaves: false });
 *
 * `runRows` runs a mini-batch: Σ ℓᵢ is its result, Σ ∂ℓᵢ/∂ω stands in `arenas.partials`, laid out as `arenas.parameters`,
 * which may be changed between two calls; it allocates nothing. `sumObjective` is the forward pass alone.
 */
export { type Arenas, blockRows, createArenas, writeNumbers } from "./arenas";
export * from "./evaluation";
export * from "./health/findings";
export * from "./health/finiteness";
export * from "./health/flow";
export * from "./health/flow-regions";
export * from "./health/non-finite";
export * from "./health/reason";
export * from "./health/unit-state";
export * from "./local";
export { nodeSetting } from "./node-setting";
export { type Nudge, nudged } from "./nudge";
export { differentiatesNoLoss, likeliestOutput, objectiveNodes } from "./objective";
export * from "./passes";
export type { Plan } from "./plan";
export { planOf } from "./plan-builder";
export {
  type Evaluated,
  type Statistics,
  StatisticsRun,
  statisticsOf,
  statisticsWork,
} from "./statistics";
export {
  type PlanColumns,
  planColumns,
  readRows,
} from "./table-rows";
export * from "./trace";
