/**
 * engine/ turns a document into numbers and facts about them: plan, forward and backward pass, trace, gradient health.
 * It finds no words for them. Pure. May import ops and graph.
 */
export * from "./evaluation";
export * from "./findings";
export * from "./finiteness";
export * from "./flow";
export * from "./local";
export { objectiveNodes } from "./objective";
export * from "./passes";
export type { Plan } from "./plan";
export { planOf } from "./plan-builder";
export * from "./reason";
export * from "./state";
export * from "./stretches";
export * from "./trace";
