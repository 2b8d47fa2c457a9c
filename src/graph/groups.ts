import type { NodeGroup, NodeId } from "./document";

/** Groups that lie in one another, from a group outward. Parents that lead back to themselves end it. */
export function groupsAround(groups: readonly NodeGroup[], group: NodeGroup): readonly NodeGroup[] {
  const byId = new Map(groups.map((each) => [each.id, each]));
  const around = new Set([group]);
  // The set grows while it is walked.
  for (const { parent } of around) {
    const outer = parent === undefined ? undefined : byId.get(parent);
    if (outer) around.add(outer);
  }
  around.delete(group);
  return [...around];
}

/** The nodes of a group and of all groups in it. */
export function nodesInGroup(groups: readonly NodeGroup[], group: NodeGroup): readonly NodeId[] {
  const within = new Set([group.id]);
  // The set grows while it is walked; parents that lead back to themselves end it.
  for (const id of within) {
    for (const each of groups) if (each.parent === id) within.add(each.id);
  }
  return groups.flatMap((each) => (within.has(each.id) ? each.nodes : []));
}

/** The groups that hold a node, be it in a group in them. */
export function groupsWithNodes(groups: readonly NodeGroup[]): ReadonlySet<NodeGroup> {
  const byId = new Map(groups.map((each) => [each.id, each]));
  const holding = new Set<NodeGroup>();
  for (const group of groups) {
    let outer = group.nodes.length > 0 ? group : undefined;
    while (outer && !holding.has(outer)) {
      holding.add(outer);
      outer = outer.parent === undefined ? undefined : byId.get(outer.parent);
    }
  }
  return holding;
}

/** The groups that are drawn: those that lie in no folded one. */
export function shownGroups(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  return groups.filter((group) => !groupsAround(groups, group).some(({ folded }) => folded));
}
