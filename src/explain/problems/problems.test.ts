import { describe, expect, it } from "vitest";
import type { DocumentProblem, FileProblem, LinkProblem } from "@/graph";
import { problemSentence } from "./problems";

const LONG = "x".repeat(1e6);
const wire = { source: "f0", target: "h1", port: 3 };
const whole = { node: "f0", expected: [3, 1], found: [1, 2] } as const;

/** One of each kind: a new kind fails to compile here until it has its own. */
const problems: {
  readonly [Kind in (DocumentProblem | LinkProblem | FileProblem)["kind"]]: readonly Extract<
    DocumentProblem | LinkProblem | FileProblem,
    { readonly kind: Kind }
  >[];
} = {
  "too-many": (["nodes", "wires", "numbers", "values"] as const).map((what) => ({
    kind: "too-many",
    what,
    count: 12_345_678,
    limit: 2000,
  })),
  "title-too-long": [{ kind: "title-too-long", length: 201, limit: 200 }],
  "symbol-too-long": [{ kind: "symbol-too-long", node: "f0", length: 201, limit: 200 }],
  "bad-id": [{ kind: "bad-id", id: LONG }],
  "repeated-id": [{ kind: "repeated-id", id: "f0" }],
  "unknown-op": [{ kind: "unknown-op", node: LONG, op: LONG }],
  "bad-width": [{ kind: "bad-width", node: "f0", width: 0 }],
  "bad-rows": [{ kind: "bad-rows", rows: 0 }],
  "bad-validation": [{ kind: "bad-validation", validation: 3, rows: 3 }],
  "unknown-node": [{ kind: "unknown-node", wire, node: LONG }],
  "no-port": [0, 1, 2].map((ports) => ({ kind: "no-port", wire, ports })),
  "port-taken": [{ kind: "port-taken", wire }],
  "linear-gap": [{ kind: "linear-gap", node: "f0", port: 1, ports: 2 }],
  cycle: [
    { kind: "cycle", nodes: ["a"] },
    { kind: "cycle", nodes: new Array<string>(2000).fill("h1") },
  ],
  width: [{ kind: "width", node: "f0", widths: [2, 3] }],
  "unknown-output": [{ kind: "unknown-output", node: LONG }],
  "numbers-missing": [{ kind: "numbers-missing", node: "f0" }],
  "numbers-unexpected": [{ kind: "numbers-unexpected", node: LONG }],
  shape: [
    { kind: "shape", ...whole, part: "value" },
    { kind: "shape", ...whole, part: "omega", port: 1 },
  ],
  "omega-blocks": [{ kind: "omega-blocks", node: "f0", expected: 1, found: 2 }],
  "not-finite": (["value", "beta", "omega", "setting"] as const).map((part) => ({
    kind: "not-finite",
    node: "f0",
    part,
  })),
  "setting-bound": [{ kind: "setting-bound", node: "loss", value: 0, above: 0 }],
  "position-missing": [{ kind: "position-missing", node: "f0" }],
  "position-unexpected": [{ kind: "position-unexpected", node: LONG }],
  "position-bound": [{ kind: "position-bound", node: "f0", limit: 1e6 }],
  pause: (["too-many", "threshold", "node"] as const).map((reason) => ({
    kind: "pause",
    index: 1,
    reason,
  })),
  figure: (["too-many", "id", "read", "range", "panels", "marks"] as const).map((reason) => ({
    kind: "figure",
    index: 2,
    reason,
  })),
  pictures: [{ kind: "pictures" }],
  made: [{ kind: "made" }],
  group: (["too-many", "id", "name", "nodes"] as const).map((reason) => ({
    kind: "group",
    index: 2,
    reason,
  })),
  note: (["too-many", "id", "text", "position"] as const).map((reason) => ({
    kind: "note",
    index: 2,
    reason,
  })),
  thresholds: [{ kind: "thresholds", vanishing: 0, exploding: 1 }],
  training: [
    { kind: "training", problem: { kind: "unknown-optimizer", id: "magic" } },
    { kind: "training", problem: { kind: "unknown-schedule", id: "sometimes" } },
    { kind: "training", problem: { kind: "unknown-setting", name: "beta3" } },
    {
      kind: "training",
      problem: {
        kind: "setting-range",
        name: "momentum",
        title: "momentum",
        value: 1,
        range: { from: 0, to: 1, toExcluded: true },
      },
    },
  ],
  "link-too-long": [{ kind: "link-too-long", length: 70_000, limit: 65_536 }],
  "not-a-link": [{ kind: "not-a-link" }],
  damaged: [{ kind: "damaged" }],
  "inflates-too-large": [{ kind: "inflates-too-large", limit: 1_048_576 }],
  "newer-link": [{ kind: "newer-link", version: 2 }],
  "file-too-large": [{ kind: "file-too-large", limit: 1_048_576 }],
  "not-json": [{ kind: "not-json" }],
  "not-backflow": [{ kind: "not-backflow" }],
  "newer-file": [{ kind: "newer-file", version: 2 }],
  malformed: [{ kind: "malformed", path: "nodes[3].value", expected: "rows of numbers" }],
  "unknown-field": [{ kind: "unknown-field", path: "nodes[3]", field: "label" }],
  refused: [{ kind: "refused", problem: { kind: "repeated-id", id: "f0" } }],
};

describe("problemSentence", () => {
  it.each(Object.entries(problems))("%s: says what is wrong and what to do", (_, examples) => {
    for (const problem of examples) {
      const sentence = problemSentence(problem);
      expect(sentence).toMatch(/^[A-Za-z0-9“βΩ].*\.$/s);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      expect(sentence.length).toBeLessThan(260);
    }
  });

  it("can be read where a stranger's id is empty, cannot be seen, or turns the direction of writing", () => {
    const sentence = (id: string) =>
      problemSentence({ kind: "unknown-op", node: id, op: "sin\u202eh" }).split(",")[0];
    expect(sentence("")).toBe("“” uses the operation “sinh”");
    expect(sentence(" \n\u200b\u0000")).toBe("“” uses the operation “sinh”");
    expect(sentence("f\u202e0\ud800")).toBe("f0 uses the operation “sinh”");
    expect(sentence("🦊".repeat(80))).toBe(`${"🦊".repeat(60)}… uses the operation “sinh”`);
  });

  it("writes counts with separators", () => {
    expect(problemSentence({ kind: "too-many", what: "nodes", count: 2001, limit: 2000 })).toBe(
      "The graph has 2,001 nodes, at most 2,000 are allowed. Remove some.",
    );
  });
});
