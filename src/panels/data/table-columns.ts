import type { Slot } from "@/data";
import { nodeLatex, nodeText } from "@/explain";
import type { Graph, NodeId } from "@/graph";
import { isTarget, opOf } from "@/ops";

/** A column of the table that is typed: one unit of an input or target. */
export interface TableColumn {
  readonly node: NodeId;
  readonly unit: number;
  readonly role: Slot["role"];
  readonly latex: string;
  readonly text: string;
}

/** Are two columns of the same unit? */
export function isSameUnit(one: TableColumn, other: TableColumn): boolean {
  return one.node === other.node && one.unit === other.unit;
}

/** The columns of a graph's table, inputs first, each in document order. */
export function tableColumns(graph: Graph): readonly TableColumn[] {
  const columns: TableColumn[] = [];
  for (const node of graph.nodes) {
    const op = opOf(node.op);
    if (op.kind !== "leaf" || !op.perSample || !("width" in node)) continue;
    const role = isTarget(op) ? "target" : "input";
    for (let unit = 0; unit < node.width; unit++) {
      columns.push({ node: node.id, unit, role, ...unitName(graph, node.id, unit, node.width) });
    }
  }
  return columns.sort(
    (one, other) => Number(one.role === "target") - Number(other.role === "target"),
  );
}

/** What one of so many units of a node is called: x₁ where the symbol is x, and of an x that has an index, xᵢ, it is xᵢ,₁. */
export function unitName(
  graph: Graph,
  node: NodeId,
  unit: number,
  units: number,
): { readonly latex: string; readonly text: string } {
  const [latex, text] = [nodeLatex(graph, node), nodeText(graph, node)];
  if (units === 1) return { latex, text };
  const comma = /(?<!\\)_/.test(latex) ? "," : "";
  return { latex: `{${latex}}_{${comma}${unit + 1}}`, text: `${text} unit ${unit + 1}` };
}

/** The same columns as a CSV is matched to them: by symbol, by id, with and without the index of the sample. */
export function slotsOf(columns: readonly TableColumn[]): readonly Slot[] {
  const widths = new Map<NodeId, number>();
  for (const { node } of columns) widths.set(node, (widths.get(node) ?? 0) + 1);
  return columns.map(({ node, unit, role, text }) => {
    const base = text.replace(/ unit \d+$/, "");
    const stems = [node, base, base.replace(/[ᵢi]$/, "")].filter((stem) => stem !== "");
    const isOnly = widths.get(node) === 1;
    const names = isOnly ? stems : stems.map((stem) => `${stem}${unit + 1}`);
    return { node, unit, role, names };
  });
}

/** What a column is called in a CSV that is written. */
export function csvName(slot: Slot): string {
  return slot.names.at(-1) ?? slot.node;
}
