import { expect, it, vi } from "vitest";
import type { Evaluation } from "@/engine";
import type { NodeNumbers } from "@/graph";
import { parametersData, partialsData } from "./attributes";

/** An evaluation of which nothing but the numbers of node "f" can be read. */
function evaluationWith(own: NodeNumbers, touched: () => void): Evaluation {
  const numbers = new Map([["f", own]]);
  return new Proxy({} as Evaluation, {
    get(_, key) {
      if (key === "numbers") return numbers;
      touched();
      return undefined;
    },
  });
}

it("tells nothing of a node of 1,000 units, and does not read its 1,000 × 1,000 numbers for that", () => {
  const row = Object.freeze(new Array<number>(1000).fill(0.5));
  const readRows = vi.fn();
  const block = new Proxy(new Array<readonly number[]>(1000).fill(row), {
    get(rows, key) {
      // The first row tells how many columns there are.
      if (key !== "0" && key !== "length") readRows();
      return Reflect.get(rows, key);
    },
  });
  const readPartials = vi.fn();
  const evaluation = evaluationWith(
    { kind: "linear", beta: [...row], omega: [block] },
    readPartials,
  );
  expect(parametersData(evaluation, "f", true)).toBe("");
  expect(partialsData(evaluation, "f")).toBe("");
  expect(readRows).not.toHaveBeenCalled();
  expect(readPartials).not.toHaveBeenCalled();
});
