import type { BackflowDocument, NodeGroup, NodeId } from "../document";
import { LONGEST_GROUP_NAME, MOST_GROUPS } from "../limits";
import { failure, success } from "../result";
import type { Edited } from "./structure";

/**
 * Folds nodes into a new group, which has the next free name. What was in another group leaves it; a group that loses all
 * its nodes goes.
 */
export function foldNodes(document: BackflowDocument, ids: ReadonlySet<NodeId>): Edited {
  const nodes = document.graph.nodes.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  if (nodes.length === 0) return success(document);
  const others = withoutNodes(document.groups, ids);
  if (others.length >= MOST_GROUPS) {
    return failure({ kind: "group", place: MOST_GROUPS, reason: "too-many" });
  }
  const number = freeNumber(others);
  const group = { id: `group${number}`, name: `Group ${number}`, nodes, folded: true };
  return success({ ...document, groups: [...others, group] });
}

/** Folds a group, or unfolds it. */
export function withFolded(
  document: BackflowDocument,
  id: string,
  folded: boolean,
): BackflowDocument {
  return withGroup(document, id, (group) => ({ ...group, folded }));
}

/** Calls a group by another name, cut to what a name may be. */
export function withGroupName(
  document: BackflowDocument,
  id: string,
  name: string,
): BackflowDocument {
  return withGroup(document, id, (group) => ({
    ...group,
    name: name.trim().slice(0, LONGEST_GROUP_NAME),
  }));
}

/** Takes a group away; its nodes stay. */
export function withoutGroup(document: BackflowDocument, id: string): BackflowDocument {
  return { ...document, groups: document.groups.filter((group) => group.id !== id) };
}

/** The groups of copied nodes, for those that were copied whole. */
export function copiedGroups(
  groups: readonly NodeGroup[],
  copied: ReadonlySet<NodeId>,
): readonly NodeGroup[] {
  return groups.filter(({ nodes }) => nodes.every((node) => copied.has(node)));
}

/** The groups with those that are pasted, under free ids; `renamed` has the new ids of their nodes. */
export function pastedGroups(
  groups: readonly NodeGroup[],
  pasted: readonly NodeGroup[],
  renamed: ReadonlyMap<NodeId, NodeId>,
): readonly NodeGroup[] {
  const all = [...groups];
  for (const group of pasted) {
    if (all.length >= MOST_GROUPS) break;
    const nodes = group.nodes.map((node) => renamed.get(node) ?? node);
    all.push({ ...group, id: `group${freeNumber(all)}`, nodes });
  }
  return all;
}

function withGroup(
  document: BackflowDocument,
  id: string,
  edit: (group: NodeGroup) => NodeGroup,
): BackflowDocument {
  const groups = document.groups.map((group) => (group.id === id ? edit(group) : group));
  return { ...document, groups };
}

function withoutNodes(
  groups: readonly NodeGroup[],
  ids: ReadonlySet<NodeId>,
): readonly NodeGroup[] {
  return groups.flatMap((group) => {
    const nodes = group.nodes.filter((node) => !ids.has(node));
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
}

function freeNumber(groups: readonly NodeGroup[]): number {
  const taken = new Set(groups.map(({ id }) => id));
  let number = 1;
  while (taken.has(`group${number}`)) number++;
  return number;
}
