/** The parts of a node that are painted. */
export type NodePart =
  | "value"
  | "units"
  | "gradient"
  | "state"
  | "flow"
  | "flow-icon"
  | "flow-text"
  | "flag"
  | "beta-partial"
  | "beta-partial-name"
  | "axis"
  | "line"
  | "tangent"
  | "points";
