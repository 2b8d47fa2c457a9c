import { expect, it } from "vitest";
import { type Findable, findEverything } from "./everything-search";

const all: readonly Findable[] = [
  { id: "command tidy", group: "Commands", names: ["Tidy up", "Build"], more: "T" },
  { id: "node h1", group: "Nodes", names: ["h₁", "h1"], more: "Sigmoid" },
  { id: "op tanh", group: "Ops", names: ["Tanh", "tanh"], more: "" },
  { id: "preset xor", group: "Presets", names: ["XOR", "xor"], more: "" },
  { id: "own 1", group: "My graphs", names: ["My tidy network"], more: "" },
];
const idsOf = (query: string) =>
  findEverything(query, all).flatMap(({ found }) => found.map(({ id }) => id));

it("finds every kind by its name, the best group first", () => {
  expect(idsOf("tidy")).toEqual(["command tidy", "own 1"]);
  expect(idsOf("h1")).toEqual(["node h1"]);
  expect(idsOf("tan")).toEqual(["op tanh"]);
  expect(idsOf("xor")).toEqual(["preset xor"]);
  expect(idsOf("zzz")).toEqual([]);
});

it("puts what cannot be done last, but first where its very name was typed", () => {
  const commands = [
    { id: "graph", group: "Commands", names: ["Delete this graph"], more: "" },
    { id: "node", group: "Commands", names: ["Delete"], more: "", against: "Select a node first." },
  ];
  const ids = (query: string) =>
    findEverything(query, commands).flatMap(({ found }) => found.map(({ id }) => id));
  expect(ids("del")).toEqual(["graph", "node"]);
  expect(ids("delete")).toEqual(["node", "graph"]);
});

it("shows all where nothing is typed, and of many that answer a few", () => {
  expect(idsOf("")).toHaveLength(all.length);
  const many = Array.from({ length: 40 }, (_, index) => ({
    ...{ id: `node n${index}`, group: "Nodes", names: [`n${index}`], more: "" },
  }));
  expect(findEverything("n", many)[0]?.found).toHaveLength(8);
});
