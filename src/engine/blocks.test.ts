import { describe, expect, it } from "vitest";
import { type Arenas, blockRows, createArenas, writeNumbers } from "./arenas";
import { atSample, derivativeOf, evaluate, partialsOf, valuesOf } from "./evaluation";
import { apply, type Built, build, input, linear, parameter } from "./graph-builder.test-support";
import { averagePartials, runBackward, runForward, runRows, sumObjective } from "./passes";
import type { Plan } from "./plan";
import { planOf } from "./plan-builder";
import { planPart } from "./plan-part";
import { StatisticsRun, statisticsOf } from "./statistics";
import { planColumns, readRows } from "./table-rows";

/** −0 and 0 differ, a NaN is like itself. */
function sameBits(ours: Float64Array, theirs: Float64Array | undefined): boolean {
  return theirs !== undefined && Buffer.from(ours).equals(Buffer.from(theirs));
}

/** All rows at once, or so many at a time. */
function runIn(plan: Plan, { numbers, data }: Built, rows: number): Arenas & { sum: number } {
  const arenas = createArenas(plan, rows);
  writeNumbers(plan, numbers, arenas);
  const sum = runRows(plan, planColumns(plan, data), null, 0, data.rows, arenas);
  return { ...arenas, sum };
}

describe("blocks of rows", () => {
  const batch = 300;
  const width = 40;
  const nines = new Array<number>(width).fill(9);
  const rows = (columns: number) =>
    Array.from({ length: batch }, (_, row) =>
      Array.from({ length: columns }, (_, unit) => Math.sin(row * 7 + unit * 13 + 1)),
    );
  const matrix = (height: number, columns: number) =>
    Array.from({ length: height }, (_, row) =>
      Array.from({ length: columns }, (_, unit) => Math.cos(row * 3 + unit * 5) / 4),
    );
  const built = build([
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
  ]);
  const { graph, numbers, data } = built;
  const plan = planOf(graph);

  it.each([
    ["the loss", null],
    ["a chosen vector", "k"],
  ])("E8 E15 a block of any size gives the same bits, of %s", (_, output) => {
    const own = planOf({ ...graph, output });
    const whole = runIn(own, built, batch);
    expect(own.valueCount * batch).toBeGreaterThan(4 * 16_384);
    for (const rows of [1, 2, 7, blockRows(own, batch), 299]) {
      const blocks = runIn(own, built, rows);
      expect(sameBits(blocks.partials, whole.partials), `${rows} rows`).toBe(true);
      expect(blocks.sum).toBe(whole.sum);
    }
    expect(whole.partials.some((partial) => partial !== 0)).toBe(true);
    expect(sumObjective(own, planColumns(own, data), null, 0, batch, whole)).toBe(whole.sum);
  });

  it("E15 statistics are those of all rows at once, and not there before the last", () => {
    const whole = runIn(plan, built, batch);
    averagePartials(whole.partials, batch);
    const run = new StatisticsRun();
    run.start(built);
    const steps: unknown[] = [];
    while (steps.at(-1) !== run.advance() || steps.at(-1) === null) {
      steps.push(run.advance());
      if (steps.length > batch) break;
    }
    const statistics = run.advance();
    expect(statistics?.objective).toBe(whole.sum / batch);
    expect(sameBits(whole.partials, statistics?.partials)).toBe(true);
    expect(statistics?.losses).toHaveLength(batch);
    expect(statistics?.losses[217]).toBe(statisticsOf(alone(217)).objective);
    expect(steps[0]).toBeNull();
  });

  it("E15 a run that begins anew leaves nothing of the one before", () => {
    const run = new StatisticsRun();
    run.start({ ...built, numbers: new Map(numbers).set("p", { kind: "leaf", values: nines }) });
    run.advance();
    run.start(built);
    let result = run.advance();
    for (let turn = 0; turn < batch && !result; turn++) result = run.advance();
    expect(result).toEqual(statisticsOf(built));
  });

  it("E8 E15 validation rows enter neither L nor a partial", () => {
    const validation = 100;
    const training = batch - validation;
    const split = statisticsOf({ ...built, data: { ...data, validation } });
    const cut = new Map(
      Array.from(data.columns, ([id, columns]) => [
        id,
        columns.map((column) => column.slice(0, training)),
      ]),
    );
    const short = statisticsOf({ ...built, data: { ...data, rows: training, columns: cut } });
    expect(split).toEqual(short);
    expect(split.objective).not.toBe(statisticsOf(built).objective);
  });

  it("E15 a mini-batch is the rows that were drawn, in their order", () => {
    const order = Int32Array.of(9, 4, 250, 17, 17, 3, 299);
    const drawn = new Map(
      Array.from(data.columns, ([id, columns]) => [
        id,
        columns.map((column) => Float64Array.from(order.subarray(2, 6), (row) => column[row] ?? 0)),
      ]),
    );
    const expected = runIn(plan, { ...built, data: { ...data, rows: 4, columns: drawn } }, 4);
    const arenas = createArenas(plan, 3);
    writeNumbers(plan, numbers, arenas);
    const sum = runRows(plan, planColumns(plan, data), order, 2, 4, arenas, { leaves: false });
    expect(sum).toBe(expected.sum);
    expect(sameBits(arenas.partials, expected.partials)).toBe(true);
  });

  it("E1 running again on the same arenas changes nothing; other numbers leave nothing behind", () => {
    const arenas = createArenas(plan, batch);
    writeNumbers(plan, numbers, arenas);
    const columns = planColumns(plan, data);
    const run = () => runRows(plan, columns, null, 0, batch, arenas);
    run();
    const computed = [arenas.values, arenas.derivatives, arenas.partials];
    const copies = computed.map((arena) => arena.slice());
    const changed = () => computed.filter((arena, at) => !sameBits(arena, copies[at])).length;
    run();
    expect(changed()).toBe(0);
    writeNumbers(plan, new Map(numbers).set("p", { kind: "leaf", values: nines }), arenas);
    run();
    expect(changed()).toBe(3);
    writeNumbers(plan, numbers, arenas);
    run();
    expect(changed()).toBe(0);
  });

  it("E8 a sample has the same bits alone as in a block of many", () => {
    const sample = 217;
    const arenas = createArenas(plan, batch);
    writeNumbers(plan, numbers, arenas);
    readRows(plan, planColumns(plan, data), null, 0, batch, arenas);
    runForward(plan, arenas);
    runBackward(plan, arenas);
    const shown = evaluate(built, sample);
    graph.nodes.forEach(({ id }, index) => {
      const width = plan.topology.widths[index] ?? 0;
      const { value = -1, gradient = -1 } = plan.slots[index] ?? {};
      const rowOf = (arena: Float64Array, slot: number) =>
        arena.slice(slot * batch + sample * width, slot * batch + (sample + 1) * width);
      expect(valuesOf(shown, id), id).toEqual(rowOf(arenas.values, value));
      if (gradient < 0) return;
      expect(derivativeOf(shown, id), id).toEqual(rowOf(arenas.derivatives, gradient));
    });
    expect(partialsOf(shown, "f")).not.toEqual(partialsOf(evaluate(alone(sample)), "f"));
    expect(atSample(shown, sample)).toBe(shown);
    expect(atSample(shown, 3).statistics).toBe(shown.statistics);
  });

  it("E16 a part of the forward pass gives the bits of the whole at what was asked for", () => {
    const columns = planColumns(plan, data);
    const nodeIndex = (id: string) => plan.topology.indexOf.get(id) ?? -1;
    const arenas = createArenas(plan, 5);
    writeNumbers(plan, numbers, arenas);
    readRows(plan, columns, new Int32Array(5).fill(31), 0, 5, arenas);
    runForward(plan, arenas);
    const other = new Map(numbers).set("p", { kind: "leaf", values: nines });
    writeNumbers(plan, other, arenas);
    runForward(planPart(plan, [nodeIndex("h")], [nodeIndex("p")]), arenas);
    const expected = evaluate({ ...built, numbers: other }, 31);
    const h = plan.slots[nodeIndex("h")]?.value ?? -1;
    for (let row = 0; row < 5; row++) {
      const start = h * 5 + row * width;
      expect(arenas.values.slice(start, start + width)).toEqual(valuesOf(expected, "h"));
    }
    // What lies behind it was not asked for.
    const o = plan.slots[nodeIndex("o")]?.value ?? -1;
    const before = evaluate(built, 31);
    expect(arenas.values.slice(o * 5, o * 5 + 3)).toEqual(valuesOf(before, "o"));
    runForward(planPart(plan, null, null), arenas);
    const loss = plan.slots[nodeIndex("loss")]?.value ?? -1;
    expect(arenas.values[loss * 5 + 4]).toBe(valuesOf(expected, "loss")?.[0]);
    expect(planPart(plan, [nodeIndex("x")], null).program).toHaveLength(0);
  });

  /** The document with one row of its table. */
  function alone(sample: number): Built {
    const columns = new Map(
      Array.from(data.columns, ([id, own]) => [
        id,
        own.map((column) => column.slice(sample, sample + 1)),
      ]),
    );
    return { ...built, data: { ...data, rows: 1, columns } };
  }
});
