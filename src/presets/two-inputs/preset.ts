import {
  type BackflowDocument,
  CURVE_MARKS,
  type Figure,
  MAP_MARKS,
  type Matrix,
  type NodePictures,
} from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { rowsOf } from "../trained-network";
import type { Sentence } from "../words";

const TITLE = "Two inputs, two moons";

/** f over both inputs; and along one of them, where its joints are the switching lines that it crosses. */
const FIGURES: readonly Figure[] = [
  {
    kind: "map",
    id: "map",
    axes: [
      { kind: "value", node: "x1", unit: 0 },
      { kind: "value", node: "x2", unit: 0 },
    ],
    read: { kind: "value", node: "f", unit: 0 },
    ranges: [
      [-2, 2],
      [-2, 2],
    ],
    marks: MAP_MARKS,
  },
  {
    kind: "curve",
    id: "along-x1",
    axis: { kind: "value", node: "x1", unit: 0 },
    panels: [[{ kind: "value", node: "f", unit: 0 }]],
    columns: 1,
    range: [-2, 2],
    valueRange: null,
    marks: CURVE_MARKS.filter((mark) => mark !== "rows"),
  },
];

const OVER_BOTH_INPUTS: NodePictures = {
  kind: "map",
  axes: [
    { kind: "value", node: "x1", unit: 0 },
    { kind: "value", node: "x2", unit: 0 },
  ],
};

/** β, and ω of x₁ and x₂, of each hidden unit. */
const HIDDEN = [
  [-1.89, -3.46, 0.32],
  [-1.74, 3.67, -0.47],
  [1.27, 2.03, 3.22],
] as const;

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Colours are f over both inputs; the paper between them is where f is 0 and the network is undecided. Each dashed line is " +
        "where a hidden unit switches; between the lines the network is a plane."
      : "f is a function of both inputs; between the lines at which hidden units switch it is a plane.",
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Drag the present point over the map, or drag a weight in the graph, and see which line moves."
      : null,
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "two-moons",
    size: 60,
    validation: 0,
    noise: 0.15,
    seed: 2,
    coding: "0/1",
    points: [],
  });
  const column = (place: number): Matrix => inputs.map((row) => [row[place] ?? 0]);
  return documentOf(
    TITLE,
    [
      leaf("input", "x1", column(0), [0, 0.5], "x_{i1}"),
      leaf("input", "x2", column(1), [0, 1.5], "x_{i2}"),
      ...HIDDEN.map(([beta, first, second], index) =>
        linear(`f${index + 1}`, beta, { x1: first, x2: second }, [1, index], {
          beta: `\\theta_{${index + 1}0}`,
          omega: [`\\theta_{${index + 1}1}`, `\\theta_{${index + 1}2}`],
        }),
      ),
      ...HIDDEN.map((_, index) =>
        operation("relu", `h${index + 1}`, [`f${index + 1}`], [2, index]),
      ),
      linear("f", 5.12, { h1: -3.47, h2: 3.7, h3: -3.79 }, [3, 1], {
        beta: "\\phi_0",
        omega: ["\\phi_1", "\\phi_2", "\\phi_3"],
      }),
      leaf("target", "y", targets, [4, 2], "y_i"),
      operation("binary-cross-entropy-with-logits", "loss", ["f", "y"], [4, 1], "\\ell_i"),
    ],
    { pitch: [250, 230], figures: FIGURES, pictures: OVER_BOTH_INPUTS },
  );
}
