/** The parts of a node that are painted. */
export type NodePart =
  | "value"
  | "units"
  | "gradient"
  | "gradient-text"
  | "sum"
  | "state"
  | "flow"
  | "flow-icon"
  | "flow-text"
  | "flag"
  | "beta-partial"
  | "axis"
  | "line"
  | "tangent"
  | "points";
