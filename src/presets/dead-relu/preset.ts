import type { Recipe } from "@/data";
import { type BackflowDocument, type NodeId, tableOfRecipe } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Facts, Sentence } from "../words";

const TITLE = "Dead ReLU";

const RECIPE: Recipe = {
  generator: "line",
  size: 20,
  validation: 0,
  noise: 0.1,
  seed: 3,
  coding: "0/1",
  points: [],
};

const network = documentOf(
  TITLE,
  [
    leaf("input", "x", 0, [0, 0.55], "x_i"),
    linear("f1", -3, { x: 1.2 }, [1, 0]),
    linear("f2", 0.6, { x: 0.8 }, [1, 1.1]),
    operation("relu", "h1", ["f1"], [2, 0]),
    operation("relu", "h2", ["f2"], [2, 1.1]),
    linear("f3", 0.1, { h1: 1.5, h2: 0.9 }, [3, 0.55], { omega: ["\\omega_{31}", "\\omega_{32}"] }),
    leaf("target", "y", 0, [3, 1.5], "y_i"),
    operation("squared-error", "loss", ["f3", "y"], [4, 0.55], "\\ell_i"),
  ],
  { pitch: [260, 236] },
);

export const words: readonly Sentence[] = [
  (facts) => {
    const told = rowsBelowZero(facts, "f1");
    if (told.isEvery) {
      return (
        `f₁ is above zero for none of the ${told.rows} rows, so h₁ is dead: the partials of β₁ and ω₁ are exactly zero, and no ` +
        "gradient will ever move them."
      );
    }
    return learning("f₁", "h₁", told);
  },
  (facts) => learning("f₂", "h₂", rowsBelowZero(facts, "f2")),
  (facts) => {
    const revived = facts.column("x").some((x) => facts.omega("f1") * x > 0);
    return rowsBelowZero(facts, "f1").isEvery && revived
      ? "Set β₁ to 0, and h₁ is alive again."
      : null;
  },
];

interface RowsBelowZero {
  readonly rows: number;
  readonly below: number;
  readonly isEvery: boolean;
}

/** For how many training rows a linear node of x is not above zero. */
function rowsBelowZero(facts: Facts, node: NodeId): RowsBelowZero {
  const { beta, omega } = facts;
  const column = facts.column("x");
  const below = column.filter((x) => !(beta(node) + omega(node) * x > 0)).length;
  return { rows: column.length, below, isEvery: below === column.length };
}

/** What a ReLU learns from: "h₂ is inactive on 12 rows, and learns from the other 8". */
function learning(before: string, unit: string, { rows, below, isEvery }: RowsBelowZero): string {
  if (isEvery) return `${before} is above zero for none of the rows, so ${unit} is dead.`;
  if (below === 0)
    return `${before} is above zero for all ${rows} rows, and ${unit} learns from all of them.`;
  return `${unit} is inactive on ${below} of the ${rows} rows, and learns from the others.`;
}

export function make(): BackflowDocument {
  return { ...network, data: tableOfRecipe(network.graph, RECIPE) };
}
