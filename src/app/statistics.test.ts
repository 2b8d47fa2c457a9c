import { afterEach, expect, test, vi } from "vitest";
import { statisticsOf } from "@/engine";
import { type BackflowDocument, initialParts, tableOf, withNumber } from "@/graph";
import { documentOf, evaluationOf, useBackflow } from "@/store";
import { startStatistics } from "./statistics";

/** x → f → h = ReLU → o → loss over 5,000 rows: too many products for one frame. */
function wideLayer(units: number): BackflowDocument {
  const row = Array.from({ length: units }, (_, unit) => Math.sin(unit));
  const rows = Array.from({ length: 5000 }, (_, at) => [Math.cos(at)]);
  const linear = (id: string, width: number) => ({
    ...{ id, op: "linear" as const, symbol: id, width, betaSymbol: "b", omegaSymbols: ["w"] },
  });
  return {
    title: "Wide",
    graph: {
      nodes: [
        { id: "x", op: "input", symbol: "x", width: 1 },
        linear("f", units),
        { id: "h", op: "relu", symbol: "h" },
        linear("o", 1),
        { id: "y", op: "target", symbol: "y", width: 1 },
        { id: "loss", op: "squared-error", symbol: "l" },
      ],
      wires: [
        { source: "x", target: "f", port: 0 },
        { source: "f", target: "h", port: 0 },
        { source: "h", target: "o", port: 0 },
        { source: "o", target: "loss", port: 0 },
        { source: "y", target: "loss", port: 1 },
      ],
      output: null,
    },
    numbers: new Map([
      ["f", { kind: "linear", beta: row, omega: [row.map((weight) => [weight])] }],
      ["o", { kind: "linear", beta: [1], omega: [[row]] }],
    ]),
    data: tableOf(
      new Map([
        ["x", rows],
        ["y", rows],
      ]),
    ),
    layout: new Map(["x", "f", "h", "o", "y", "loss"].map((id) => [id, { x: 0, y: 0 }])),
    ...initialParts,
  };
}

const shown = () => evaluationOf(useBackflow.getState());
let stop = () => {};
afterEach(() => stop());

test("E15 what takes longer than a frame comes when all rows are through, of what is shown then", async () => {
  stop = startStatistics();
  useBackflow.getState().open(wideLayer(200), { kind: "file" });
  expect(shown().statistics).toBeNull();
  await vi.waitFor(() => expect(shown().statistics).not.toBeNull(), 60_000);
  const first = documentOf(useBackflow.getState());
  expect(shown().statistics).toEqual(statisticsOf(first));

  // Another sample is one row more, and all rows are as they were.
  const known = shown().statistics;
  useBackflow.getState().setSample(7);
  expect(shown()).toMatchObject({ sample: 7, statistics: known });

  // Another number: what is known is of numbers that are past.
  const address = { kind: "beta", node: "o", unit: 0 } as const;
  useBackflow.getState().setNumber(address, 2, "drag");
  useBackflow.getState().setNumber(address, 3, "drag");
  expect(shown().statistics).toBeNull();
  await vi.waitFor(() => expect(shown().statistics).not.toBeNull(), 60_000);
  expect(shown().statistics).toEqual(statisticsOf(withNumber(first, address, 3)));

  // Undone while it runs: the rows are gone through once more.
  useBackflow.getState().setNumber(address, 4, "other");
  useBackflow.getState().undo();
  await vi.waitFor(() => expect(shown().statistics).not.toBeNull(), 60_000);
  expect(shown().statistics?.objective).toBe(statisticsOf(withNumber(first, address, 3)).objective);
});

test("E15 few products are there at once", () => {
  stop = startStatistics();
  useBackflow.getState().open(wideLayer(2), { kind: "file" });
  expect(shown().statistics).toEqual(statisticsOf(documentOf(useBackflow.getState())));
});
