import type { NodeGroup, NodeId } from "./document";

/** Groups that lie in one another, from a group outward. Parents that lead back to themselves end it. */
export function groupsAround(groups: readonly NodeGroup[], group: NodeGroup): readonly NodeGroup[] {
  const around: NodeGroup[] = [];
  for (let inner: NodeGroup | undefined = group; inner; ) {
    const { parent }: NodeGroup = inner;
    const outer: NodeGroup | undefined = groups.find(({ id }) => id === parent);
    if (!outer || outer === group || around.includes(outer)) break;
    around.push(outer);
    inner = outer;
  }
  return around;
}

/** The nodes of a group and of all groups in it. */
export function nodesInGroup(groups: readonly NodeGroup[], group: NodeGroup): readonly NodeId[] {
  if (groups.every(({ parent }) => parent !== group.id)) return group.nodes;
  return groups.flatMap((each) =>
    each === group || groupsAround(groups, each).includes(group) ? each.nodes : [],
  );
}

/** The groups that are drawn: those that lie in no folded one. */
export function shownGroups(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  return groups.filter((group) => !groupsAround(groups, group).some(({ folded }) => folded));
}
