import { describe, expect, it } from "vitest";
import { type EditProblem, type Graph, type GraphNode, LIMITS } from "@/graph";
import { editProblemSentence } from "./edit-problems";

const nodes: readonly GraphNode[] = [
  { id: "x", op: "input", symbol: "x_i", width: 3 },
  { id: "f0", op: "linear", symbol: "f_0", width: 1, betaSymbol: "\\beta_0", omegaSymbols: [] },
  { id: "h1", op: "sin", symbol: "h_1" },
  { id: "h2", op: "subtract", symbol: "h_2" },
  { id: "h3", op: "subtract", symbol: "h_3" },
  { id: "nameless", op: "exp", symbol: "" },
  { id: "loss", op: "squared-error", symbol: "\\ell_i" },
];
const graph: Graph = {
  nodes,
  wires: [
    { source: "x", target: "h1", port: 0 },
    { source: "x", target: "h2", port: 0 },
    { source: "h1", target: "h2", port: 1 },
    { source: "h1", target: "h3", port: 0 },
  ],
  output: null,
};

/** One of each kind that an edit has words of its own for. */
const sentences: readonly (readonly [EditProblem, string])[] = [
  [
    { kind: "nodes-missing" },
    "The wire, or one of its nodes, is no longer there. Begin again from a node that is.",
  ],
  [
    { kind: "no-input", node: "x" },
    "xᵢ owns its numbers and takes no wire. Draw one from it instead.",
  ],
  [
    { kind: "loss-ends", node: "loss" },
    "The graph ends at the loss ℓᵢ. Take the wire from a node before it.",
  ],
  [
    { kind: "port-full", node: "h1", port: 0 },
    "h₁ has its wire already. Delete one, or move its end.",
  ],
  [
    { kind: "port-full", node: "h2", port: null },
    "h₂ has all its wires already. Delete one, or move its end.",
  ],
  [
    { kind: "port-full", node: "h2", port: 1 },
    "Port b of h₂ has its wire already. Delete it, or move its end.",
  ],
  [
    { kind: "port-full", node: "h3", port: 0 },
    "Port a of h₃ has its wire already; port b is free.",
  ],
  [{ kind: "would-cycle", nodes: ["h1"] }, "h₁ cannot feed itself."],
  [
    { kind: "would-cycle", nodes: ["h1", "h2"] },
    "h₁ already feeds h₂: this wire would close a cycle.",
  ],
  [
    { kind: "would-cycle", nodes: ["f0", "h1", "h2"] },
    "f₀ already feeds h₂ through h₁: this wire would close a cycle.",
  ],
  [
    { kind: "would-cycle", nodes: ["f0", ...new Array<string>(6).fill("h1"), "h2"] },
    "f₀ already feeds h₂ through 6 nodes: this wire would close a cycle.",
  ],
  [
    { kind: "would-misfit", node: "loss", widths: [1, 3] },
    "1 unit and 3 units would meet at ℓᵢ. A loss needs equal widths.",
  ],
  [
    { kind: "would-misfit", node: "h2", widths: [2, 3] },
    "2 units and 3 units would meet at h₂. They have to be equal, or one of them 1.",
  ],
  [
    { kind: "width", node: "h2", widths: [2, 3] },
    "2 units and 3 units would meet at h₂. They have to be equal, or one of them 1.",
  ],
  [
    { kind: "swap-ports", node: "h2", op: "Sine", ports: 1 },
    "Sine takes one wire. Delete a wire into h₂ first.",
  ],
  [
    { kind: "swap-ports", node: "f0", op: "Sum", ports: 2 },
    "Sum takes two wires. Delete a wire into f₀ first.",
  ],
  [
    { kind: "swap-ports", node: "h2", op: "Constant", ports: 0 },
    "Constant takes no wire. Delete what is wired into h₂ first.",
  ],
  [
    { kind: "swap-feeds", node: "h1", op: "Huber" },
    "Huber ends a graph, but h₁ feeds other nodes. Delete those wires first.",
  ],
  [{ kind: "not-a-graph" }, "What was copied last is no graph. Copy some nodes first."],
  [
    { kind: "bad-width", node: "f0", width: 0 },
    "f₀ cannot have 0 units. Choose a whole number from 1; all numbers of a graph together may be 2,097,152.",
  ],
  [
    { kind: "bad-rows", rows: 20_000 },
    "There cannot be 20000 samples. Choose a whole number from 1 to 10,000.",
  ],
  [
    { kind: "too-many", what: "nodes", count: 2001, limit: LIMITS.nodes },
    "With this the graph would have 2,001 nodes, and at most 2,000 are allowed. Delete some first.",
  ],
  [
    { kind: "too-many", what: "wires", count: 8001, limit: LIMITS.wires },
    "With this the graph would have 8,001 wires, and at most 8,000 are allowed. Delete some first.",
  ],
  [
    { kind: "too-many", what: "numbers", count: 3e6, limit: LIMITS.numbers },
    "With this the graph would hold 3,000,000 numbers, and at most 2,097,152 are allowed. Choose fewer units or samples.",
  ],
  [
    { kind: "too-many", what: "values", count: 9e6, limit: LIMITS.values },
    "With this one run would hold 9,000,000 values, and at most 8,388,608 are allowed. Choose fewer units or samples.",
  ],
];

describe("why an edit cannot be made", () => {
  it.each(sentences)("%j", (problem, sentence) => {
    expect(editProblemSentence(graph, problem)).toBe(sentence);
  });

  it("names a node by its id where it has no symbol, or would only come with the edit", () => {
    expect(editProblemSentence(graph, { kind: "no-input", node: "theta" })).toMatch(/^theta owns/);
    expect(editProblemSentence(graph, { kind: "would-cycle", nodes: ["nameless"] })).toBe(
      "nameless cannot feed itself.",
    );
    expect(editProblemSentence(graph, { kind: "port-full", node: "h9", port: 0 })).toMatch(/^h9 /);
  });

  it("is in other cases what is said of a document", () => {
    const far: EditProblem = { kind: "position-bound", node: "h1", limit: LIMITS.position };
    expect(editProblemSentence(graph, far)).toMatch(/^h1 lies too far away\./);
    const title: EditProblem = { kind: "title-too-long", length: 300, limit: 200 };
    expect(editProblemSentence(graph, title)).toMatch(/^The title has 300 characters\./);
  });
});
