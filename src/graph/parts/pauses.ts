import type { Graph } from "../document";
import type { Json } from "../json";
import { MOST_PAUSES, type PauseCondition, thresholdOf } from "../pauses";
import { malformed, readList, readNumber, readObject, readText, readWhole } from "../reader";
import type { DocumentPart } from "./part";

type Kind = PauseCondition["kind"];

/** In the order of their numbers in links: append-only. */
const KINDS: readonly Kind[] = [
  "loss-below",
  "slope-below",
  "gradient-below",
  "unit-dies",
  "not-finite",
];

/** The conditions on which a run pauses. One that speaks of a node goes with its node, and comes back by an undo. */
export const pauses: DocumentPart<readonly PauseCondition[]> = {
  since: 2,
  linkName: "pause",
  initial: [],
  isUsed: (value) => value.length > 0,
  file: {
    write: (value) => value.map((condition) => ({ ...condition })),
    read: (json, path) =>
      readList(json, path).map((item, index) => fromFile(item, `${path}[${index}]`)),
  },
  link: {
    write: (value, graph) => value.map((condition) => forLink(condition, graph)),
    read: (json, path, graph) =>
      readList(json, path).map((item, index) => fromLink(item, `${path}[${index}]`, graph)),
  },
  check(value, { graph }) {
    if (value.length > MOST_PAUSES)
      return { kind: "pause", index: MOST_PAUSES, reason: "too-many" };
    for (const [index, condition] of value.entries()) {
      const threshold = thresholdOf(condition);
      if (threshold !== null && !(threshold > 0 && Number.isFinite(threshold))) {
        return { kind: "pause", index, reason: "threshold" };
      }
      if (condition.kind !== "gradient-below") continue;
      if (!graph.nodes.some(({ id }) => id === condition.node)) {
        return { kind: "pause", index, reason: "node" };
      }
    }
    return null;
  },
  follow(value, { graph }) {
    const stays = (condition: PauseCondition) =>
      condition.kind !== "gradient-below" || graph.nodes.some(({ id }) => id === condition.node);
    return value.every(stays) ? value : value.filter(stays);
  },
};

function fromFile(json: unknown, path: string): PauseCondition {
  const fields = readObject(json, path, ["kind", "node", "threshold"]);
  const name = readText(fields.kind, `${path}.kind`);
  const kind = KINDS.find((known) => known === name) ?? malformed(`${path}.kind`, "text");
  const node = () => readText(fields.node, `${path}.node`);
  return conditionOf(kind, () => readNumber(fields.threshold, `${path}.threshold`), node);
}

/** [kind, threshold, index of the node], as far as a kind has them. */
function forLink(condition: PauseCondition, graph: Graph): Json {
  const kind = KINDS.indexOf(condition.kind);
  const threshold = thresholdOf(condition);
  if (threshold === null) return [kind];
  if (condition.kind !== "gradient-below") return [kind, threshold];
  return [kind, threshold, graph.nodes.findIndex(({ id }) => id === condition.node)];
}

function fromLink(json: unknown, path: string, graph: Graph): PauseCondition {
  const [number, threshold, nodeIndex] = readList(json, path);
  const kind = KINDS[readWhole(number, `${path}[0]`)] ?? malformed(`${path}[0]`, "whole number");
  const node = () =>
    graph.nodes[readWhole(nodeIndex, `${path}[2]`)]?.id ?? malformed(`${path}[2]`, "whole number");
  return conditionOf(kind, () => readNumber(threshold, `${path}[1]`), node);
}

function conditionOf(kind: Kind, threshold: () => number, node: () => string): PauseCondition {
  switch (kind) {
    case "loss-below":
    case "slope-below":
      return { kind, threshold: threshold() };
    case "gradient-below":
      return { kind, node: node(), threshold: threshold() };
    case "unit-dies":
    case "not-finite":
      return { kind };
  }
}
