import type { Column, DataTable } from "@/data";
import { opOf } from "@/ops";
import { constantColumns, isTableNode, withColumnsOf } from "../columns";
import type { BackflowDocument, Graph, LeafNode, NodeId } from "../document";
import { isMakable, madeDocument } from "../made/families";
import type { Made } from "../made-settings";
import { initialParts } from "../parts/table";
import { recipeFits, tableOfRecipe } from "../recipe-table";
import { failure } from "../result";
import { type Edited, fitted } from "./structure";

/** A document of a made graph, with one row behind it. */
export function startMade(made: Made): BackflowDocument {
  return { ...madeDocument(made), ...initialParts, made };
}

/**
 * The document with its graph made of other settings. Its rows stay as far as there are units for them, and so do its
 * training and its figures; a title of one's own stays too.
 */
export function remade(document: BackflowDocument, made: Made): Edited {
  if (!isMakable(made)) return failure({ kind: "made" });
  const before = document.made && madeDocument(document.made);
  const after = madeDocument(made);
  const { title } = document;
  const changed: BackflowDocument = {
    ...document,
    ...after,
    title: title === "" || title === before?.title ? after.title : title,
    data: rowsFor(after.graph, document.data),
    made,
  };
  return fitted(changed);
}

/** The rows of a table for the inputs and targets of another graph: new units have the number that new ones have. */
function rowsFor(graph: Graph, data: DataTable): DataTable {
  const { source } = data;
  if (source.kind === "recipe" && recipeFits(graph, source.recipe)) {
    return tableOfRecipe(graph, source.recipe);
  }
  const columns = new Map<NodeId, readonly Column[] | null>();
  for (const id of data.columns.keys()) columns.set(id, null);
  for (const node of graph.nodes) {
    if (isTableNode(node)) columns.set(node.id, columnsFor(node, data));
  }
  return withColumnsOf(data, columns);
}

function columnsFor(node: LeafNode, { columns, rows }: DataTable): readonly Column[] {
  const own = columns.get(node.id)?.slice(0, node.width) ?? [];
  const op = opOf(node.op);
  const initial = op.kind === "leaf" ? op.initial : 0;
  return [...own, ...constantColumns(node.width - own.length, rows, initial)];
}

/** What an edit makes of a made graph: an ordinary one, where graph or numbers are not those of its settings any more. */
export function asOrdinary(before: BackflowDocument, after: BackflowDocument): BackflowDocument {
  const isTouched = before.graph !== after.graph || before.numbers !== after.numbers;
  const isStill = after.made === null || after.made !== before.made || !isTouched;
  return isStill ? after : { ...after, made: null };
}
