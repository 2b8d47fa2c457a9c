import type { BackflowDocument, NodeGroup, NodeId } from "../document";
import { nodesInGroup } from "../groups";
import { LONGEST_GROUP_NAME, MOST_GROUPS } from "../limits";
import { withoutEmpty } from "../parts/groups";
import { failure, success } from "../result";
import type { Edited } from "./structure";

/**
 * Folds nodes into a new group, which has the next free name. Groups of which all nodes are folded lie in it; of any other,
 * its nodes leave it, and a group that loses all its nodes goes. Where all lies in one group, so does the new one.
 */
export function foldNodes(document: BackflowDocument, ids: ReadonlySet<NodeId>): Edited {
  const { graph, groups } = document;
  if (!graph.nodes.some(({ id }) => ids.has(id))) return success(document);
  const within = groups.filter((group) => nodesInGroup(groups, group).every((id) => ids.has(id)));
  const inner = new Set(within.flatMap(({ nodes }) => nodes));
  const nodes = graph.nodes.flatMap(({ id }) => (ids.has(id) && !inner.has(id) ? [id] : []));
  const number = freeNumber(groups);
  const id = `group${number}`;
  const around = innermostAround(groups, ids, within);
  const group = { id, name: `Group ${number}`, nodes, folded: true, ...inside(around?.id) };
  const others = withoutEmpty([
    ...groups.map((each) => {
      if (!within.includes(each)) return { ...each, nodes: each.nodes.filter((n) => !ids.has(n)) };
      const isOutermost = !within.some((outer) => outer.id === each.parent);
      return isOutermost ? { ...each, parent: id } : each;
    }),
    group,
  ]);
  if (others.length > MOST_GROUPS) {
    return failure({ kind: "group", index: MOST_GROUPS, reason: "too-many" });
  }
  return success({ ...document, groups: others });
}

/** The innermost group that holds all these nodes and more. */
function innermostAround(
  groups: readonly NodeGroup[],
  ids: ReadonlySet<NodeId>,
  within: readonly NodeGroup[],
): NodeGroup | undefined {
  return groups
    .filter((group) => {
      const held = new Set(nodesInGroup(groups, group));
      return !within.includes(group) && [...ids].every((id) => held.has(id));
    })
    .sort((a, b) => nodesInGroup(groups, a).length - nodesInGroup(groups, b).length)[0];
}

/** The part of a group that says what it lies in. */
function inside(parent: string | undefined): Pick<NodeGroup, "parent"> {
  return parent === undefined ? {} : { parent };
}

/** Folds a group, or unfolds it. Where there is none of this id, nothing happens. */
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

/** Takes a group away; its nodes, and the groups in it, stay in what it lay in. */
export function withoutGroup(document: BackflowDocument, id: string): BackflowDocument {
  const gone = document.groups.find((group) => group.id === id);
  const groups = document.groups.flatMap((group) => {
    if (group === gone) return [];
    const { parent, ...rest } = group;
    if (parent === id) return [{ ...rest, ...inside(gone?.parent) }];
    if (gone && group.id === gone.parent) {
      return [{ ...group, nodes: [...group.nodes, ...gone.nodes] }];
    }
    return [group];
  });
  return { ...document, groups };
}

/** The groups of copied nodes, for those that were copied whole. */
export function copiedGroups(
  groups: readonly NodeGroup[],
  copied: ReadonlySet<NodeId>,
): readonly NodeGroup[] {
  const whole = groups.filter((group) =>
    nodesInGroup(groups, group).every((node) => copied.has(node)),
  );
  const ids = new Set(whole.map(({ id }) => id));
  return whole.map(({ parent, ...group }) =>
    parent !== undefined && ids.has(parent) ? { ...group, parent } : group,
  );
}

/** The groups with those that are pasted, under free ids; `renamed` has the new ids of their nodes. */
export function pastedGroups(
  groups: readonly NodeGroup[],
  pasted: readonly NodeGroup[],
  renamed: ReadonlyMap<NodeId, NodeId>,
): readonly NodeGroup[] {
  const all = [...groups];
  const ids = new Map<string, string>();
  for (const { id } of pasted) {
    if (groups.length + ids.size >= MOST_GROUPS) break;
    ids.set(id, `group${freeNumber(all, ids.values())}`);
  }
  for (const { parent, ...group } of pasted) {
    const id = ids.get(group.id);
    if (id === undefined) continue;
    const nodes = group.nodes.map((node) => renamed.get(node) ?? node);
    all.push({ ...group, id, nodes, ...inside(ids.get(parent ?? "")) });
  }
  return withoutEmpty(all);
}

function withGroup(
  document: BackflowDocument,
  id: string,
  edit: (group: NodeGroup) => NodeGroup,
): BackflowDocument {
  const groups = document.groups.map((group) => (group.id === id ? edit(group) : group));
  return { ...document, groups };
}

function freeNumber(groups: readonly NodeGroup[], more: Iterable<string> = []): number {
  const taken = new Set([...groups.map(({ id }) => id), ...more]);
  let number = 1;
  while (taken.has(`group${number}`)) number++;
  return number;
}
