/**
 * store/ holds what may change and the actions that change it: one Zustand store, its history, what is derived from it,
 * and the table of commands. It touches neither the browser nor React components.
 */
export type { BackflowStore } from "./actions";
export * from "./canvas-view";
export * from "./commands/command";
export * from "./commands/commands";
export { likeliestToDifferentiate } from "./commands/edit-commands";
export { SPEEDS } from "./commands/run-commands";
export * from "./commands/target";
export { connectWire, wideningFor } from "./connecting";
export * from "./editing";
export * from "./frame";
export * from "./library";
export { type Motion, motion } from "./motion";
export * from "./node-search";
export { placeAtOnce, placeNode, tellOfOneUnit } from "./placing";
export { type Retitling, retitling } from "./retitling";
export { chosenNode, lastNodes } from "./selected-node";
export { documentOf, hasTraining, presetOf, traceOfState } from "./selectors";
export * from "./state";
export { useBackflow } from "./store";
export * from "./training-session";
