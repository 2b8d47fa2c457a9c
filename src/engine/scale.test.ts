import { describe, expect, it } from "vitest";
import { DEFAULT_THRESHOLDS } from "@/graph";
import { apply, constant, input, linear, type NodeSpec } from "./graph-builder.test-support";
import { healthOf } from "./health/findings";
import { derivative, run, value } from "./reference.test-support";
import { traceOf } from "./trace";

const chain = (length: number): NodeSpec[] => [
  input("n0", 0.5),
  ...Array.from({ length }, (_, at) => apply(`n${at + 1}`, at % 2 ? "negate" : "sin", `n${at}`)),
];

describe("long and wide graphs", () => {
  it.each([10_000, 100_000])("E2 E3 a chain of %i nodes", (length) => {
    const evaluation = run(chain(length), { output: `n${length}` });
    let expected = 0.5;
    let slope = 1;
    for (let at = 0; at < length; at++) {
      slope *= at % 2 ? -1 : Math.cos(expected);
      expected = at % 2 ? -expected : Math.sin(expected);
    }
    expect(value(evaluation, `n${length}`)).toBe(expected);
    expect(Math.abs(derivative(evaluation, "n0") / slope - 1)).toBeLessThan(1e-10);
    // Without parameters the derivative of the input is the last step.
    expect(traceOf(evaluation.plan).count).toBe(2 * length);
  });

  it("E2 a chain written back to front", () => {
    const evaluation = run(chain(10_000).reverse(), { output: "n10000" });
    expect(value(evaluation, "n10000")).toBe(value(run(chain(10_000)), "n10000"));
  });

  it("E3 a node with 10,000 wires out to 10,000 losses, and one with 10,000 wires in", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => at);
    const nodes: NodeSpec[] = [
      input("x", 2),
      ...many.map((at) => apply(`loss${at}`, "squared-error", "x", "y")),
      constant("y", 1),
    ];
    const evaluation = run(nodes);
    expect(derivative(evaluation, "x")).toBe(20_000);
    const sum = run(
      [
        input("x", 2),
        linear(
          "f",
          many.map(() => "x"),
          many.map(() => 1),
          0,
        ),
      ],
      { output: "f" },
    );
    expect(value(sum, "f")).toBe(20_000);
    expect(healthOf(evaluation, DEFAULT_THRESHOLDS).findings).toEqual([]);
  });

  it("E13 10,000 nodes that starve, revive and starve again: thousands of regions, each with its reason", () => {
    const links = 2500;
    const nodes: NodeSpec[] = [
      input("x", 1),
      ...Array.from({ length: links }, (_, at) => [
        linear(`up${at}`, [at === 0 ? "x" : `down${at - 1}`], 1e4, 0),
        linear(`down${at}`, [`up${at}`], 1e-4, 0),
      ]).flat(),
    ];
    const evaluation = run(nodes, { output: `down${links - 1}` });
    const { findings } = healthOf(evaluation, DEFAULT_THRESHOLDS);
    const regions = findings.filter((finding) => finding.kind === "flow-region");
    expect(regions.length).toBe(links);
    const [first] = regions;
    const last = regions[links - 1];
    expect(first?.chain.factors.map(({ value }) => value)).toEqual([1e-4]);
    expect(last?.chain.factors.length).toBe(2 * links - 1);
    expect(last?.revivedBy?.value).toBeUndefined();
    expect(first?.revivedBy?.value).toBe(1e4);
  });

  it("E12 100,000 findings of states", () => {
    const nodes: NodeSpec[] = [
      input("x", -1),
      ...Array.from({ length: 100_000 }, (_, at) => apply(`h${at}`, "relu", "x")),
    ];
    expect(
      healthOf(run(nodes, { output: "h0" }), DEFAULT_THRESHOLDS).findings.length,
    ).toBeGreaterThan(100_000);
  });
});
