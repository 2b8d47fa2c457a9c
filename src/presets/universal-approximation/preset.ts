import {
  type BackflowDocument,
  constructibleNetwork,
  type Figure,
  tableOfRecipe,
  withConstruction,
} from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { inTwoRows } from "../two-rows";
import type { Sentence } from "../words";

const TITLE = "Any curve, with enough units";
const UNITS = 6;

const FIGURES: readonly Figure[] = [
  {
    kind: "curve",
    id: "curve",
    axis: { kind: "value", node: "x", unit: 0 },
    panels: [[{ kind: "value", node: "y", unit: 0 }]],
    columns: 1,
    range: [-1.5, 1.5],
    valueRange: null,
    marks: ["joints", "rows"],
  },
  { kind: "approximation", id: "error" },
];

const RECIPE = {
  generator: "drawn",
  size: 60,
  validation: 0,
  noise: 0,
  seed: 1,
  coding: "0/1",
  points: [
    { x: -1, y: -0.3 },
    { x: -0.6, y: 0.7 },
    { x: -0.1, y: 0.2 },
    { x: 0.35, y: -0.8 },
    { x: 0.7, y: -0.1 },
    { x: 1, y: 0.9 },
  ],
} as const;

export const words: readonly Sentence[] = [
  {
    anyWiring: ({ document }) =>
      isConstructed(document)
        ? "Nothing is trained here: D joints are placed on the curve, and each weight is the change of slope at its joint."
        : "Move D, and D joints are placed on the curve: each weight is the change of slope at its joint.",
  },
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Move D, and see in the second figure that the largest error stays below max|f″|·h²/8, a line of slope −2 on log axes."
      : null,
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Draw another curve in the table, or train from five seeds: each cross is a network that descent has found, some farther from the curve than the one that is placed."
      : "Draw another curve in the table.",
  "Outside the interval the network goes straight on, whatever the curve would do.",
];

/** Do all joints stand where they are placed on the curve that the rows come from? */
function isConstructed(document: BackflowDocument): boolean {
  const network = constructibleNetwork(document);
  if (!network) return false;
  const { numbers } = withConstruction(document, network, network.hidden.width);
  return [network.hidden, network.output].every(
    ({ id }) => JSON.stringify(numbers.get(id)) === JSON.stringify(document.numbers.get(id)),
  );
}

const PLACES = inTwoRows(5);

export function make(): BackflowDocument {
  const zeros = new Array<number>(UNITS).fill(0);
  const bare = documentOf(
    TITLE,
    [
      leaf("input", "x", 0, PLACES.at(0), "x_i"),
      linear("f1", zeros, { x: zeros.map((zero) => [zero]) }, PLACES.at(1), {
        beta: "\\theta_0",
        omega: ["\\theta_1"],
      }),
      operation("relu", "h1", ["f1"], PLACES.at(2)),
      linear("y", 0, { h1: [zeros] }, PLACES.at(3), { beta: "\\phi_0", omega: ["\\phi"] }),
      leaf("target", "t", 0, PLACES.target, "y_i"),
      operation("squared-error", "loss", ["y", "t"], PLACES.at(4), "\\ell_i"),
    ],
    { pitch: PLACES.pitch, figures: FIGURES },
  );
  const drawn = { ...bare, data: tableOfRecipe(bare.graph, RECIPE) };
  const network = constructibleNetwork(drawn);
  return network ? withConstruction(drawn, network, UNITS) : drawn;
}
