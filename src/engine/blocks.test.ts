import { describe, expect, it } from "vitest";
import { derivativeOf, evaluate, partialsOf, valuesOf } from "./evaluation";
import { apply, build, input, linear, parameter } from "./graph-builder.test-support";
import { createArenas, runBackward, runForward, runForwardBackward, writeNumbers } from "./passes";
import { planOf } from "./plan-builder";
import { evaluateBuilt } from "./reference.test-support";

/** −0 and 0 differ, a NaN is like itself. */
function sameBits(ours: Float64Array, theirs: Float64Array | undefined): boolean {
  return theirs !== undefined && Buffer.from(ours.buffer).equals(Buffer.from(theirs.buffer));
}

describe("blocks of a batch", () => {
  const batch = 300;
  const width = 40;
  const rows = (columns: number) =>
    Array.from({ length: batch }, (_, row) =>
      Array.from({ length: columns }, (_, unit) => Math.sin(row * 7 + unit * 13 + 1)),
    );
  const matrix = (height: number, columns: number) =>
    Array.from({ length: height }, (_, row) =>
      Array.from({ length: columns }, (_, unit) => Math.cos(row * 3 + unit * 5) / 4),
    );
  const { graph, numbers } = build(
    [
      input("x", rows(width)),
      input("s", rows(1)),
      parameter("p", matrix(1, width)),
      linear("f", ["x", "s", "p"], matrix(width, 2 * width + 1), matrix(1, width)[0] ?? []),
      apply("h", "tanh", "f"),
      apply("g", "multiply", "h", "s"),
      apply("c", "cos", "f"),
      apply("w", "softplus", "c"),
      apply("d", "divide", "g", "w"),
      apply("k", "add", "d", "h"),
      linear("o", ["s", "k", "p"], matrix(3, 2 * width + 1), [1, 2, 3]),
      { id: "y", op: "target", value: rows(3) },
      apply("loss", "softmax-cross-entropy", "o", "y"),
    ],
    { batch },
  );
  const plan = planOf(graph);

  it.each([
    ["the loss", null],
    ["a chosen vector", "k"],
  ])(
    "E3 E8 forward then backward gives the bits of both at once, block by block, of %s",
    (_, output) => {
      const own = planOf({ ...graph, output });
      const apart = createArenas(own);
      writeNumbers(own, numbers, apart);
      runForward(own, apart);
      runBackward(own, apart);
      const together = createArenas(own);
      writeNumbers(own, numbers, together);
      runForwardBackward(own, together);
      expect(own.rowFootprint * batch).toBeGreaterThan(4 * 16_384);
      for (const arena of ["values", "derivatives", "partials"] as const) {
        expect(sameBits(together[arena], apart[arena]), arena).toBe(true);
      }
      expect(together.partials.some((partial) => partial !== 0)).toBe(true);
    },
  );

  it("E1 running again on the same arenas changes nothing; other numbers leave nothing behind", () => {
    const arenas = createArenas(plan);
    writeNumbers(plan, numbers, arenas);
    runForwardBackward(plan, arenas);
    const computed = [arenas.values, arenas.derivatives, arenas.partials];
    const copies = computed.map((arena) => arena.slice());
    const changed = () => computed.filter((arena, at) => !sameBits(arena, copies[at])).length;
    runForwardBackward(plan, arenas);
    expect(changed()).toBe(0);
    writeNumbers(
      plan,
      new Map(numbers).set("p", { kind: "leaf", rows: [new Array(width).fill(9)] }),
      arenas,
    );
    runForwardBackward(plan, arenas);
    expect(changed()).toBe(3);
    writeNumbers(plan, numbers, arenas);
    runForwardBackward(plan, arenas);
    expect(changed()).toBe(0);
  });

  it("E8 a sample has the same bits alone as in the batch", () => {
    const whole = evaluateBuilt({ graph, numbers });
    const sample = 217;
    const own = new Map(numbers);
    for (const [id, owned] of numbers) {
      if (owned.kind !== "leaf" || owned.rows.length === 1) continue;
      own.set(id, { kind: "leaf", rows: owned.rows.slice(sample, sample + 1) });
    }
    const alone = evaluate({ ...graph, batch: 1 }, own);
    for (const { id } of graph.nodes) {
      expect(valuesOf(whole, id, sample), id).toEqual(valuesOf(alone, id, 0));
      expect(derivativeOf(whole, id, sample), id).toEqual(derivativeOf(alone, id, 0));
    }
    expect(partialsOf(whole, "f")).not.toEqual(partialsOf(alone, "f"));
  });
});
