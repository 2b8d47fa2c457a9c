import { list, nodeText } from "@/explain";
import { type NodeGroup, type NodeId, nodesInGroup, type Wire, withFolded } from "@/graph";
import { canvasView, documentOf, useBackflow } from "@/store";

/** Selects a node that was found and shows it: groups that it is folded into are unfolded, which is one undo. */
export function goToNode(node: NodeId): void {
  unfold((held) => held.has(node), [node]);
  useBackflow.getState().select(new Set([node]));
  canvasView.get().focus(node);
}

/** The same of a wire. */
export function goToWire(wire: Wire): void {
  unfold((held) => held.has(wire.source) && held.has(wire.target), [wire.source, wire.target]);
  useBackflow.getState().selectWire(wire);
  canvasView.get().reveal(wire.target);
}

/** Selects a group that was found, all its nodes, and shows it as it is, folded or not. */
export function goToGroup(id: string): void {
  const { groups } = documentOf(useBackflow.getState());
  const group = groups.find((each) => each.id === id);
  if (!group) return;
  const own = nodesInGroup(groups, group);
  unfold((held, other) => other !== id && own.every((node) => held.has(node)), own);
  useBackflow.getState().select(new Set(own));
  useBackflow.getState().say(`${nameOf(group)} is selected.`);
  const [first] = own;
  if (first !== undefined) canvasView.get().reveal(first);
}

/** Unfolds the groups that hide something, and says so. */
function unfold(
  hides: (held: ReadonlySet<NodeId>, group: string) => boolean,
  wanted: readonly NodeId[],
): void {
  const state = useBackflow.getState();
  const before = documentOf(state);
  const { graph, groups } = before;
  const hiding = groups.filter(
    (group) => group.folded && hides(new Set(nodesInGroup(groups, group)), group.id),
  );
  if (hiding.length === 0) return;
  const value = hiding.reduce((document, { id }) => withFolded(document, id, false), before);
  if (!state.apply({ ok: true, value })) return;
  const names = list(hiding.map(nameOf));
  const what = wanted.length > 2 ? "the group" : list(wanted.map((id) => nodeText(graph, id)));
  const text = `${names} ${hiding.length === 1 ? "was" : "were"} unfolded to show ${what}.`;
  useBackflow.getState().notify({ tone: "info", text, lasts: "until-edit" });
}

function nameOf({ name }: NodeGroup): string {
  return name === "" ? "The group" : `“${name}”`;
}
