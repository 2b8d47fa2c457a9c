import { type Column, type DataTable, generatedColumns, type Recipe, recipeColumns } from "@/data";
import { isTarget, opOf } from "@/ops";
import { isTableNode } from "./columns";
import type { Graph, LeafNode, NodeId } from "./document";

/** Inputs and targets of a graph, each in document order: where the columns of a recipe go. */
function tableNodes(graph: Graph): { readonly inputs: LeafNode[]; readonly targets: LeafNode[] } {
  const inputs: LeafNode[] = [];
  const targets: LeafNode[] = [];
  for (const node of graph.nodes) {
    if (!isTableNode(node)) continue;
    (isTarget(opOf(node.op)) ? targets : inputs).push(node);
  }
  return { inputs, targets };
}

/** Units of the inputs and of the targets of a graph. */
export function tableUnits(graph: Graph): { readonly inputs: number; readonly targets: number } {
  const { inputs, targets } = tableNodes(graph);
  const sum = (nodes: readonly LeafNode[]) => nodes.reduce((units, { width }) => units + width, 0);
  return { inputs: sum(inputs), targets: sum(targets) };
}

/** Has a graph a unit for each column of a recipe? One without targets leaves those columns out. */
export function recipeFits(graph: Graph, recipe: Recipe): boolean {
  const units = tableUnits(graph);
  const columns = recipeColumns(recipe);
  return (
    units.inputs === columns.inputs && (units.targets === columns.targets || units.targets === 0)
  );
}

/** The rows of a recipe that has no problem and fits the graph. */
export function tableOfRecipe(graph: Graph, recipe: Recipe): DataTable {
  const generated = generatedColumns(recipe);
  const nodes = tableNodes(graph);
  const columns = new Map<NodeId, readonly Column[]>();
  for (const role of ["inputs", "targets"] as const) {
    let used = 0;
    for (const { id, width } of nodes[role]) {
      columns.set(id, generated[role].slice(used, used + width));
      used += width;
    }
  }
  return {
    rows: recipe.size + recipe.validation,
    validation: recipe.validation,
    columns,
    source: { kind: "recipe", recipe },
  };
}
