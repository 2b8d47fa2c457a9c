export const EVERYTHING_LABEL = "Find anything";
export const EVERYTHING_PLACEHOLDER = "A command, a node, a preset, a graph, an operation …";
