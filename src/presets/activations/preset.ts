import type { BackflowDocument, Figure, Read } from "@/graph";
import { documentOf, leaf, type NodeDescription, operation } from "../document-builder";
import type { Sentence } from "../words";

const OPS = ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "softplus", "silu", "gelu"] as const;
/** Values and derivatives on the same axes, so that they can be compared. */
const RANGE = [-4, 4] as const;
const VALUES = [-1.25, 2.5] as const;
/** Panels side by side: each activation stands above its derivative. */
const SIDE_BY_SIDE = 4;

/** Between the two stand the labels of the wires into the second. */
const COLUMNS = [1, 2.5];

const TITLE = "Activations and their derivatives";

const nodes = OPS.map(
  (op, index): NodeDescription =>
    operation(op, `h${index + 1}`, ["x"], [COLUMNS[index % 2] ?? 1, Math.floor(index / 2) - 1.5]),
);

const panelsOf = (readOf: (node: string) => Read) =>
  OPS.map((_, index): readonly Read[] => [readOf(`h${index + 1}`)]);
const values = panelsOf((node) => ({ kind: "value", node, unit: 0 }));
const derivatives = panelsOf((node) => ({ kind: "local", node, port: 0, unit: 0 }));

const figure: Figure = {
  kind: "curve",
  id: "activations",
  axis: { kind: "value", node: "x", unit: 0 },
  panels: [0, SIDE_BY_SIDE].flatMap((from) => [
    ...values.slice(from, from + SIDE_BY_SIDE),
    ...derivatives.slice(from, from + SIDE_BY_SIDE),
  ]),
  columns: SIDE_BY_SIDE,
  range: [...RANGE],
  valueRange: [...VALUES],
  marks: ["joints", "shading"],
};

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Each activation takes the same x and stands above its derivative, all on the same axes."
      : "Each activation takes the same x.",
  "A sigmoid's derivative is never above ¼, that of tanh never above 1, and on their flat tails both are close to 0.",
  "ReLU passes everything or nothing.",
  ({ isAsMade }) => (isAsMade("figures") ? "Drag x along the axis." : null),
];

export function make(): BackflowDocument {
  return documentOf(TITLE, [leaf("input", "x", 0.5, [0, 0], "x"), ...nodes], {
    pitch: [200, 190],
    output: "h1",
    figures: [figure],
  });
}
