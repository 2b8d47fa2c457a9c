import type { Graph } from "../document";
import type { Axis, Read } from "../figures";
import type { Json } from "../json";
import { malformed, readList, readObject, readText, readWhole } from "../reader";

/** Ids of figures and of nodes. */
export const NAME = /^[A-Za-z0-9_-]{1,40}$/;

/** Can there be a node of that id, and a unit, port and input of those numbers? Whether this graph has them is not asked. */
export function isSoundRead(read: Axis | Read): boolean {
  if (!("node" in read)) return true;
  const numbers = [
    read.unit,
    ...("port" in read ? [read.port] : []),
    ...("ports" in read ? [read.ports] : []),
    ...("input" in read ? [read.input] : []),
  ];
  return NAME.test(read.node) && numbers.every((number) => number >= 0 && number < 2 ** 21);
}

const PLACES = ["node", "unit", "port", "ports", "input"] as const;

/** The number that is varied, from the member of a file; gives up, naming the path, on anything else. */
export function axisFromFile(json: unknown, path: string): Axis {
  const fields = readObject(json, path, ["kind", ...PLACES]);
  const whole = (name: (typeof PLACES)[number]) => readWhole(fields[name], `${path}.${name}`);
  const node = readText(fields.node, `${path}.node`);
  switch (fields.kind) {
    case "value":
    case "beta":
      return { kind: fields.kind, node, unit: whole("unit") };
    case "omega":
      return {
        kind: "omega",
        node,
        port: whole("port"),
        unit: whole("unit"),
        input: whole("input"),
      };
    default:
      return malformed(`${path}.kind`, "text");
  }
}

/** What is read along it, likewise. */
export function readFromFile(json: unknown, path: string): Read {
  const fields = readObject(json, path, ["kind", ...PLACES]);
  const whole = (name: (typeof PLACES)[number]) => readWhole(fields[name], `${path}.${name}`);
  const node = () => readText(fields.node, `${path}.node`);
  switch (fields.kind) {
    case "loss":
    case "objective":
      return { kind: fields.kind };
    case "value":
      return { kind: "value", node: node(), unit: whole("unit") };
    case "term":
    case "local":
      return { kind: fields.kind, node: node(), port: whole("port"), unit: whole("unit") };
    case "partial":
      return { kind: "partial", node: node(), ports: whole("ports"), unit: whole("unit") };
    default:
      return malformed(`${path}.kind`, "text");
  }
}

/** A node is its index in the graph, and its id where it is gone. */
function nodeForLink(node: string, graph: Graph): Json {
  const at = graph.nodes.findIndex(({ id }) => id === node);
  return at < 0 ? node : at;
}

function nodeFromLink(json: unknown, path: string, graph: Graph): string {
  if (typeof json === "string") return json;
  return graph.nodes[readWhole(json, path)]?.id ?? malformed(path, "text");
}

/** Axes have the numbers 0 to 2, reads 0 and 3 to 7. */
export function readForLink(read: Axis | Read, graph: Graph): Json {
  const node = "node" in read ? nodeForLink(read.node, graph) : null;
  switch (read.kind) {
    case "value":
      return [0, node, read.unit];
    case "beta":
      return [1, node, read.unit];
    case "omega":
      return [2, node, read.port, read.unit, read.input];
    case "term":
      return [3, node, read.port, read.unit];
    case "local":
      return [4, node, read.port, read.unit];
    case "partial":
      return [5, node, read.ports, read.unit];
    case "loss":
      return [6];
    case "objective":
      return [7];
  }
}

/** The number that is varied, from the list of a link, where nodes stand as their index; gives up on anything else. */
export function axisFromLink(json: unknown, path: string, graph: Graph): Axis {
  const list = readList(json, path);
  const whole = (at: number) => readWhole(list[at], `${path}[${at}]`);
  const kind = whole(0);
  if (list.length !== (kind === 2 ? 5 : 3)) return malformed(path, "list");
  const node = nodeFromLink(list[1], `${path}[1]`, graph);
  if (kind === 2) return { kind: "omega", node, port: whole(2), unit: whole(3), input: whole(4) };
  if (kind !== 0 && kind !== 1) return malformed(path, "list");
  return { kind: kind === 0 ? "value" : "beta", node, unit: whole(2) };
}

/** What is read along it, likewise. */
export function readFromLink(json: unknown, path: string, graph: Graph): Read {
  const list = readList(json, path);
  const whole = (at: number) => readWhole(list[at], `${path}[${at}]`);
  const node = () => nodeFromLink(list[1], `${path}[1]`, graph);
  const lengths: { readonly [kind: number]: number } = { 0: 3, 3: 4, 4: 4, 5: 4, 6: 1, 7: 1 };
  const kind = whole(0);
  if (list.length !== lengths[kind]) return malformed(path, "list");
  if (kind === 0) return { kind: "value", node: node(), unit: whole(2) };
  if (kind === 3) return { kind: "term", node: node(), port: whole(2), unit: whole(3) };
  if (kind === 4) return { kind: "local", node: node(), port: whole(2), unit: whole(3) };
  if (kind === 5) return { kind: "partial", node: node(), ports: whole(2), unit: whole(3) };
  return { kind: kind === 6 ? "loss" : "objective" };
}
