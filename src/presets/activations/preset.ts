import type { BackflowDocument, Figure } from "@/graph";
import { documentOf, leaf, type NodeDescription, operation } from "../document-builder";
import type { Sentence } from "../words";

const OPS = ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "softplus", "silu", "gelu"] as const;
/** The local derivatives reach ¼ and 1 on one axis, so that they can be compared. */
const DERIVATIVES = [-0.25, 1.25] as const;

/** Between the two stand the labels of the wires into the second. */
const COLUMNS = [1, 2.5];

const TITLE = "Activations and their derivatives";

const nodes = OPS.map(
  (op, index): NodeDescription =>
    operation(op, `h${index + 1}`, ["x"], [COLUMNS[index % 2] ?? 1, Math.floor(index / 2) - 1.5]),
);

const values: Figure = {
  kind: "curve",
  id: "values",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: OPS.map((_, index) => [{ kind: "value", node: `h${index + 1}`, unit: 0 }]),
  columns: 2,
  range: [-5, 5],
  valueRange: null,
  marks: ["tangent", "joints", "shading"],
};

const derivatives: Figure = {
  kind: "curve",
  id: "derivatives",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: OPS.map((_, index) => [{ kind: "local", node: `h${index + 1}`, port: 0, unit: 0 }]),
  columns: 2,
  range: [-5, 5],
  valueRange: [...DERIVATIVES],
  marks: [],
};

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Each activation takes the same x; the two figures show their values, flat tails shaded, and their local derivatives."
      : "Each activation takes the same x.",
  "A sigmoid's derivative is never above ¼, that of tanh never above 1, and on their flat tails both are close to 0.",
  "ReLU passes everything or nothing.",
  ({ isAsMade }) => (isAsMade("figures") ? "Drag x along the axis." : null),
];

export function make(): BackflowDocument {
  return documentOf(TITLE, [leaf("input", "x", 0.5, [0, 0], "x"), ...nodes], {
    pitch: [200, 190],
    output: "h1",
    figures: [values, derivatives],
  });
}
