import type { BackflowDocument, NodeId, Position } from "../document";
import type { EditProblem } from "../problems";
import { type Result, success } from "../result";
import { copyNodes, pasteNodes } from "./copy-paste";
import { copiedGroups } from "./groups";
import { copiedNotes } from "./notes";
import { moveWire, removeNodes } from "./structure";

/**
 * Adds a copy of nodes, moved by `offset`, that is fed by what feeds them, port by port and with the same numbers. The copies
 * are in the order of their originals in the document.
 */
export function copyWired(
  document: BackflowDocument,
  wanted: ReadonlySet<NodeId>,
  offset: Position,
): Result<{ readonly document: BackflowDocument; readonly nodes: readonly NodeId[] }, EditProblem> {
  const { wires } = document.graph;
  const feeding = new Set(
    wires.flatMap(({ source, target }) =>
      wanted.has(target) && !wanted.has(source) ? [source] : [],
    ),
  );
  // With what feeds them, blocks of Ω come along; then the copies of these give way to what they are copies of. Those that
  // stay get their ids first, in the order of their originals: else the next unit after h3 could be called h5.
  const together = copyNodes(document, new Set([...wanted, ...feeding]));
  const staying = together.graph.nodes.filter(({ id }) => wanted.has(id));
  const ordered = [...staying, ...together.graph.nodes.filter(({ id }) => feeding.has(id))];
  const part = { ...together, graph: { ...together.graph, nodes: ordered } };
  const groups = copiedGroups(document.groups, wanted);
  const notes = copiedNotes(document, wanted);
  const pasted = pasteNodes(document, { ...part, groups, notes }, offset);
  if (!pasted.ok) return pasted;
  const copyOf = new Map(ordered.map(({ id }, index) => [id, pasted.value.nodes[index] ?? id]));
  let wired = pasted.value.document;
  for (const { source, target, port } of wires) {
    if (!feeding.has(source) || !wanted.has(target)) continue;
    const copy = {
      source: copyOf.get(source) ?? source,
      target: copyOf.get(target) ?? target,
      port,
    };
    const moved = moveWire(wired, copy, { kind: "source", node: source });
    if (!moved.ok) return moved;
    wired = moved.value;
  }
  const spare = new Set(Array.from(feeding, (id) => copyOf.get(id) ?? id));
  const copies = pasted.value.nodes.slice(0, staying.length);
  return success({ document: removeNodes(wired, spare), nodes: copies });
}
