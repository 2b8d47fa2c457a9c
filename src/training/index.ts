/**
 * training: a line lives here if it takes a run from iteration to iteration, on arrays: the order of the rows, one
 * iteration, checkpoints, seeking, forking. Pure. May import ops, data, optimizers, graph and engine.
 */
export * from "./cursor";
export * from "./epoch-losses";
export * from "./epoch-record";
export * from "./first-moment";
export * from "./graph-model";
export * from "./iteration";
export * from "./loss-history";
export * from "./model";
export * from "./node-history";
export * from "./row-order";
export * from "./run";
export * from "./run-start";
export * from "./runner";
