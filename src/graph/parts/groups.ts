import type { BackflowDocument, NodeGroup } from "../document";
import { groupsAround, groupsWithNodes } from "../groups";
import { LONGEST_GROUP_NAME, MOST_GROUPS } from "../limits";
import type { DocumentProblem } from "../problems";
import { malformed, readList, readObject, readText, readWhole } from "../reader";
import { topologyOf } from "../topology";
import type { DocumentPart } from "./part";

const ID = /^[A-Za-z0-9_-]{1,40}$/;

/** Nodes that are drawn as one. A node that goes leaves its group, and a group without nodes goes. */
export const groups: DocumentPart<readonly NodeGroup[]> = {
  since: 2,
  linkName: "group",
  initial: [],
  isUsed: (value) => value.length > 0,
  file: {
    write: (value) =>
      value.map(({ id, name, nodes, folded, parent }) => ({
        id,
        name,
        nodes: [...nodes],
        folded,
        ...(parent === undefined ? {} : { parent }),
      })),
    read: (json, path) =>
      readList(json, path).map((item, index) => {
        const at = `${path}[${index}]`;
        const { id, name, nodes, folded, parent } = readObject(item, at, [
          "id",
          "name",
          "nodes",
          "folded",
          "parent",
        ]);
        return {
          id: readText(id, `${at}.id`),
          name: readText(name, `${at}.name`),
          nodes: readList(nodes, `${at}.nodes`).map((node, member) =>
            readText(node, `${at}.nodes[${member}]`),
          ),
          folded: folded === true,
          ...(parent === undefined ? {} : { parent: readText(parent, `${at}.parent`) }),
        };
      }),
  },
  link: {
    write: (value, graph) => {
      const { indexOf } = topologyOf(graph);
      return value.map(({ id, name, nodes, folded, parent }) => [
        id,
        name,
        folded ? 1 : 0,
        nodes.map((node) => indexOf.get(node) ?? -1),
        ...(parent === undefined ? [] : [parent]),
      ]);
    },
    read: (json, path, graph) =>
      readList(json, path).map((item, index) => {
        const at = `${path}[${index}]`;
        const [id, name, folded, nodes, parent, ...more] = readList(item, at);
        if (more.length > 0) malformed(at, "list");
        return {
          id: readText(id, `${at}[0]`),
          name: readText(name, `${at}[1]`),
          folded: readWhole(folded, `${at}[2]`) === 1,
          nodes: readList(nodes, `${at}[3]`).map((node, member) => {
            const memberPath = `${at}[3][${member}]`;
            const nodeIndex = readWhole(node, memberPath);
            return graph.nodes[nodeIndex]?.id ?? malformed(memberPath, "whole number");
          }),
          ...(parent === undefined ? {} : { parent: readText(parent, `${at}[4]`) }),
        };
      }),
  },
  check: checkGroups,
  follow(value, { graph }) {
    const { indexOf } = topologyOf(graph);
    if (value.every(({ nodes }) => nodes.every((node) => indexOf.has(node)))) return value;
    return withoutEmpty(
      value.map((group) => ({ ...group, nodes: group.nodes.filter((node) => indexOf.has(node)) })),
    );
  },
};

/** The groups that hold a node, be it in a group in them. */
export function withoutEmpty(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  const holding = groupsWithNodes(groups);
  return groups.filter((group) => holding.has(group));
}

function checkGroups(
  value: readonly NodeGroup[],
  { graph }: BackflowDocument,
): DocumentProblem | null {
  const { indexOf } = topologyOf(graph);
  if (value.length > MOST_GROUPS) return { kind: "group", index: value.length, reason: "too-many" };
  const ids = new Set<string>();
  const grouped = new Set<string>();
  const holding = groupsWithNodes(value);
  for (const [index, group] of value.entries()) {
    const { id, name, nodes, parent } = group;
    if (!ID.test(id) || ids.has(id)) return { kind: "group", index, reason: "id" };
    ids.add(id);
    if (name.length > LONGEST_GROUP_NAME) return { kind: "group", index, reason: "name" };
    if (!holding.has(group)) return { kind: "group", index, reason: "nodes" };
    if (parent !== undefined && !liesInsideAnother(value, group)) {
      return { kind: "group", index, reason: "parent" };
    }
    for (const node of nodes) {
      if (!indexOf.has(node) || grouped.has(node)) return { kind: "group", index, reason: "nodes" };
      grouped.add(node);
    }
  }
  return null;
}

/** Does a group lie in one that is there, and that does not lie in it? */
function liesInsideAnother(groups: readonly NodeGroup[], group: NodeGroup): boolean {
  const outermost = groupsAround(groups, group).at(-1);
  return outermost !== undefined && outermost.parent === undefined;
}
