import { expect, it } from "vitest";
import { descendedText, slopeText } from "../descended";
import { type NodeSpec, run } from "../graphs.test-support";
import { pauseText } from "../pause-words";
import { withoutLossSentence } from "./without-loss";

const NODES: Record<string, NodeSpec> = {
  x: { op: "input", rows: [[1], [2]] },
  f: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
  y: { op: "target", rows: [[3], [4]] },
  loss: { op: "squared-error", from: ["f", "y"] },
};

it("L is what a run makes smaller where there is a loss, also one that was chosen as the output", () => {
  const { graph, data } = run(NODES);
  for (const output of [null, "loss"]) {
    const each = { graph: { ...graph, output }, data };
    expect([descendedText(each), withoutLossSentence(each)]).toEqual(["L", null]);
  }
});

it("a chosen output that is no loss is called by its name, of several rows its mean, and a sentence says what a run does", () => {
  const { graph, data } = run(NODES);
  const chosen = { graph: { ...graph, output: "f" }, data };
  expect(descendedText(chosen)).toBe("mean f");
  expect(descendedText({ ...chosen, data: { ...data, validation: 1 } })).toBe("f");
  expect(withoutLossSentence(chosen)).toMatch(
    /^There is no loss: a run makes mean f itself smaller/,
  );
});

it("a condition on what is descended calls it by its name, and L only where there is a loss", () => {
  const { graph, data } = run(NODES);
  const chosen = { graph: { ...graph, output: "f" }, data };
  expect(pauseText({ graph, data }, { kind: "loss-below", threshold: 0.5 })).toBe("L < 0.5");
  expect(pauseText(chosen, { kind: "loss-below", threshold: 0.5 })).toBe("mean f < 0.5");
  expect([slopeText({ graph, data }), slopeText(chosen)]).toEqual(["∇L", "∇(mean f)"]);
  expect(pauseText(chosen, { kind: "slope-below", threshold: 0.5 })).toBe("‖∇(mean f)‖ < 0.5");
});
