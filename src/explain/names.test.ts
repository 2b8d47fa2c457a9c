import { describe, expect, test } from "vitest";
import { addNode, type BackflowDocument, type Graph, isLinear, readFile, writeFile } from "@/graph";
import { betaText, nodeText, objectiveText, omegaText } from "./formulas";

/** A document by its file: ids give the symbols, as in a link that names none. */
function documentOf(nodes: Record<string, string>, wires: readonly string[]): BackflowDocument {
  const inputs = (id: string) => wires.filter((wire) => wire.endsWith(`>${id}`)).length;
  const read = readFile(
    JSON.stringify({
      format: "backflow",
      version: 1,
      title: "Names",
      nodes: Object.entries(nodes).map(([id, op], index) => ({
        id,
        op,
        ...(op === "linear"
          ? { beta: [0], omega: Array.from({ length: inputs(id) }, () => [[1]]) }
          : op === "input" || op === "target" || op === "parameter"
            ? { value: [[1]] }
            : {}),
        position: { x: 200 * index, y: 0 },
      })),
      wires: wires.map((wire, index) => {
        const [from = "", to = ""] = wire.split(">");
        const port = wires.slice(0, index).filter((other) => other.endsWith(`>${to}`)).length;
        return { from, to, port };
      }),
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

function allNames({ nodes, ...graph }: Graph): string[] {
  const whole = { nodes, ...graph };
  return nodes.flatMap((node) => [
    nodeText(whole, node.id),
    ...(isLinear(node)
      ? [betaText(whole, node), ...node.omegaSymbols.map((_, port) => omegaText(whole, node, port))]
      : []),
  ]);
}

describe("names", () => {
  test("no symbol stands for two numbers, and the file stays as it is", () => {
    const document = documentOf(
      {
        i1: "input",
        i2: "input",
        n1: "linear",
        n2: "linear",
        h1: "sigmoid",
        h2: "sigmoid",
        m1: "linear",
        m2: "linear",
      },
      ["i1>n1", "i2>n1", "i1>n2", "i2>n2", "n1>h1", "n2>h2", "h1>m1", "h2>m1", "h1>m2", "h2>m2"],
    );
    const names = allNames(document.graph);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(["β₁", "ω₁₁", "ω₁₂", "β₂", "ω₂₁", "ω₂₂", "β₃", "ω₃₁", "ω₃₂", "β₄"]),
    );
    const again = readFile(writeFile(document));
    expect(again.ok && again.value.graph).toEqual(document.graph);
  });

  test("one input is xᵢ; several are x_{i1}, x_{i2}, for x₁ is sample 1", () => {
    const one = documentOf({ x: "input", f0: "linear", y: "target", loss: "squared-error" }, [
      "x>f0",
      "f0>loss",
      "y>loss",
    ]);
    expect(allNames(one.graph)).toEqual(["xᵢ", "f₀", "β₀", "ω₀", "yᵢ", "ℓᵢ"]);
    const added = addNode(one, "input", { x: 0, y: 400 });
    if (!added.ok) throw new Error("It can be added.");
    const names = allNames(added.value.document.graph);
    expect(names[0]).toBe("xᵢ₁");
    expect(names.at(-1)).toBe("xᵢ₂");
  });

  test("the weights of a node of two wires are counted from 1", () => {
    const { graph } = documentOf({ x: "input", x2: "input", f0: "linear" }, ["x>f0", "x2>f0"]);
    expect(allNames(graph)).toEqual(["xᵢ₁", "xᵢ₂", "f₀", "β₀", "ω₀₁", "ω₀₂"]);
  });

  test("of two losses neither is called as their sum", () => {
    const { graph } = documentOf(
      { x: "input", y: "target", loss: "squared-error", loss2: "absolute-error" },
      ["x>loss", "y>loss", "x>loss2", "y>loss2"],
    );
    expect(objectiveText(graph)).toBe("ℓᵢ");
    expect(allNames(graph)).toEqual(["xᵢ", "yᵢ", "ℓᵢ₁", "ℓᵢ₂"]);
  });

  test("what no number makes another keeps its symbol, and does not hang the page", () => {
    const long = "x".repeat(200);
    const marked = `a${"\u0301".repeat(150)}`;
    const unseen = ["\u202e", "\ud800", "\u0000", " ", "<b>", "\\x{"];
    for (const symbol of [long, `${long}_1`, marked, ...unseen, "x_{999999999}"]) {
      const node = (id: string, x: number) => ({
        id,
        op: "input",
        value: [[1]],
        symbol,
        position: { x, y: 0 },
      });
      const nodes = [node("a", 0), node("b", 200), node("c", 400)];
      const file = { format: "backflow", version: 1, title: "", nodes, wires: [] };
      const read = readFile(JSON.stringify(file));
      if (!read.ok) continue;
      const names = allNames(read.value.graph);
      expect(names).toHaveLength(3);
      if (names[0] === "?") expect(names).toEqual(["?", "? 2", "? 3"]);
    }
    const ids = ["f9007199254740992", "f9007199254740993", "f09007199254740992"];
    const { graph } = documentOf(Object.fromEntries(ids.map((id) => [id, "linear"])), []);
    expect(allNames(graph)).toHaveLength(6);
  });

  test("many nodes of one symbol are numbered in one round", () => {
    const nodes = Array.from({ length: 1500 }, (_, index) => ({
      id: `n${index}`,
      op: "input",
      value: [[1]],
      symbol: "a",
      position: { x: 200 * index, y: 0 },
    }));
    const read = readFile(
      JSON.stringify({ format: "backflow", version: 1, title: "", nodes, wires: [] }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const names = allNames(read.value.graph);
    expect(new Set(names).size).toBe(1500);
    expect(names.slice(0, 3)).toEqual(["a", "a₂", "a₃"]);
  });
});
