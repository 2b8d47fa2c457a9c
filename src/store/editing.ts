import { formatNumber } from "@/explain";
import {
  type BackflowDocument,
  canInitialise,
  copyNodes,
  initialisations,
  initialised,
  insertIntoWire,
  type NodeId,
  type NumberAddress,
  type Position,
  pasteNodes,
  removeNodes,
  removeWires,
  type Wire,
  withPositions,
} from "@/graph";
import { levelPosition, withRoomInWire } from "@/layout";
import { canvasView } from "./canvas-view";
import { tellOfRoom } from "./placing";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";
import { count, spokenNode } from "./words";

/** How far a copy lies from its original, canvas units. */
const COPY_OFFSET = 40;

/** How a number was changed by hand: changes of one `id` are one undo. */
interface NumberGesture {
  readonly kind: string;
  readonly id: string;
}

/** Changes a number that a node owns. What was typed is spoken; the steps and drags of a field speak for themselves. */
export function changeNumber(
  address: NumberAddress,
  value: number,
  name: string,
  gesture: NumberGesture,
): void {
  const state = useBackflow.getState();
  state.setNumber(address, value, `${gesture.kind}:${gesture.id}`);
  if (gesture.kind === "typed") state.say(`${name} is ${formatNumber(value)} now.`);
}

/** Draws first weights as the page is set to: those of some nodes, or, for none, of the whole graph. */
export function drawWeights(nodes: readonly NodeId[]): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const only = nodes.length > 0 ? new Set(nodes) : undefined;
  if (!canInitialise(document, only)) return;
  const { initialisation, seed } = state.drawing;
  state.apply({ ok: true, value: initialised(document, initialisation, seed, only) });
  const [first] = nodes;
  const whose =
    nodes.length === 1 && first ? spokenNode(first) : only ? "the selected nodes" : "the graph";
  const title = initialisations.find(({ id }) => id === initialisation)?.title ?? "";
  state.say(`Weights of ${whose} drawn: ${title}, seed ${seed}.`);
}

/** Deletes nodes with their wires: one undo. */
export function deleteNodes(nodes: readonly NodeId[]): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const after = removeNodes(document, new Set(nodes));
  const [only] = nodes;
  const wires = document.graph.wires.length - after.graph.wires.length;
  const named = nodes.length === 1 && only ? spokenNode(only) : count(nodes.length, "node");
  const what = [named, ...(wires > 0 ? [count(wires, "wire")] : [])].join(" and ");
  if (state.apply({ ok: true, value: after })) state.say(`Deleted ${what}.`);
  // What had the focus may be gone.
  canvasView.get().focus(null);
}

/** Deletes one wire. */
export function deleteWire(wire: Wire): void {
  const state = useBackflow.getState();
  const said = `Deleted the wire from ${spokenNode(wire.source)} into ${spokenNode(wire.target)}.`;
  const value = removeWires(documentOf(state), [wire]);
  if (state.apply({ ok: true, value })) state.say(said);
}

/** Puts a node that is there into a wire, as when it is dropped on it. `gesture`: the drag that it is one undo with. */
export function insertNode(node: NodeId, wire: Wire, gesture?: string): boolean {
  const state = useBackflow.getState();
  const inserted = insertIntoWire(documentOf(state), node, wire);
  const edited = inserted.ok
    ? { ...inserted, value: withRoomInWire(levelled(inserted.value, node), node, wire) }
    : inserted;
  if (!state.apply(edited, gesture === undefined ? {} : { gesture })) return false;
  state.say(
    `Inserted ${spokenNode(node)} between ${spokenNode(wire.source)} and ${spokenNode(wire.target)}.`,
  );
  tellOfRoom(node, wire);
  return true;
}

/** A node that was dropped on a wire, nearly at its level, is moved so that the wire runs level. */
function levelled(document: BackflowDocument, node: NodeId): BackflowDocument {
  const dropped = document.layout.get(node);
  if (!dropped) return document;
  return withPositions(document, new Map([[node, levelPosition(document, node, dropped)]]));
}

/** Nodes of the document, with the wires between them, as a document of their own. */
export function partOf(nodes: readonly NodeId[]): BackflowDocument {
  return copyNodes(documentOf(useBackflow.getState()), new Set(nodes));
}

/**
 * Adds a copy of a graph and selects it: its top left corner at a place, else beside where it was, clear of the copies
 * that lie there already.
 */
export function pasteGraph(pasted: BackflowDocument, at: Position | null): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const corner = cornerOf(pasted);
  if (corner === null) {
    state.apply({ ok: false, problem: { kind: "not-a-graph" } });
    return;
  }
  const edited = pasteNodes(
    document,
    pasted,
    at === null
      ? freeOffset(document, pasted)
      : {
          x: at.x - corner.x,
          y: at.y - corner.y,
        },
  );
  if (!edited.ok) {
    state.apply(edited);
    return;
  }
  const { nodes } = edited.value;
  if (state.apply({ ok: true, value: edited.value.document }, { select: nodes })) {
    state.say(`Added ${count(nodes.length, "node")}.`);
  }
}

/** Moves nodes; a held key is one undo. */
export function moveNodesBy(nodes: readonly NodeId[], by: Position, gesture: string): void {
  const state = useBackflow.getState();
  const { layout } = documentOf(state);
  const positions = new Map<NodeId, Position>();
  for (const node of nodes) {
    const from = layout.get(node);
    if (from) positions.set(node, { x: from.x + by.x, y: from.y + by.y });
  }
  state.moveNodes(positions, gesture);
}

/** Where nodes stand: "h₁ and 2 others at 120, 40". */
export function describePosition(nodes: readonly NodeId[]): string {
  const [first] = nodes;
  const { layout } = documentOf(useBackflow.getState());
  const position = first === undefined ? undefined : layout.get(first);
  if (first === undefined || !position) return "";
  const others = nodes.length - 1;
  const and = others > 0 ? ` and ${count(others, "other")}` : "";
  return `${spokenNode(first)}${and} at ${position.x}, ${position.y}.`;
}

function cornerOf({ layout }: BackflowDocument): Position | null {
  if (layout.size === 0) return null;
  const positions = [...layout.values()];
  return {
    x: Math.min(...positions.map(({ x }) => x)),
    y: Math.min(...positions.map(({ y }) => y)),
  };
}

function freeOffset(document: BackflowDocument, pasted: BackflowDocument): Position {
  const taken = new Set([...document.layout.values()].map(({ x, y }) => `${x},${y}`));
  const isFree = (offset: number): boolean =>
    [...pasted.layout.values()].every(({ x, y }) => !taken.has(`${x + offset},${y + offset}`));
  let offset = isFree(0) ? 0 : COPY_OFFSET;
  while (!isFree(offset)) offset += COPY_OFFSET;
  return { x: offset, y: offset };
}
