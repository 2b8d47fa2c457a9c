/**
 * engine/ turns a document into numbers and facts about them: plan, forward and backward pass, trace, gradient health.
 * It finds no words for them. Pure. May import ops and graph.
 */
export { type Arenas, blockRows, createArenas, writeNumbers } from "./arenas";
export * from "./evaluation";
export * from "./health/findings";
export * from "./health/finiteness";
export * from "./health/flow";
export * from "./health/non-finite";
export * from "./health/reason";
export * from "./health/regions";
export * from "./health/unit-state";
export * from "./local";
export { objectiveNodes } from "./objective";
export * from "./passes";
export type { ForwardPlan, Plan, TableLeaf } from "./plan";
export { planOf } from "./plan-builder";
export { type NumberSlot, numberSlotOf, planPart } from "./plan-part";
export {
  type Evaluated,
  type Statistics,
  StatisticsRun,
  statisticsOf,
  statisticsWork,
} from "./statistics";
export * from "./sweep";
export {
  type PlanColumns,
  planColumns,
  type RowOrder,
  readRows,
  repeatRow,
} from "./table-rows";
export * from "./trace";
