import { describe, expect, it } from "vitest";
import type { NodeId } from "@/graph";
import { type OpId, ops } from "@/ops";
import { type Arenas, createArenas, writeNumbers } from "./arenas";
import {
  apply,
  type Built,
  build,
  constant,
  input,
  linear,
  type NodeSpec,
  parameter,
  target,
} from "./graph-builder.test-support";
import { runBackward, runForward } from "./passes";
import type { Plan } from "./plan";
import { planOf } from "./plan-builder";
import { planColumns, readRows } from "./table-rows";

/** All kinds of nodes, wired at random: fan-outs, nodes that lead nowhere, wires that are taken twice. */
function randomGraph(seed: number): Built {
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const number = () => random() * 3 - 1.5;
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const idsOf = (kind: string): OpId[] => ops.filter((op) => op.kind === kind).map((op) => op.id);
  const specs: NodeSpec[] = [
    input("x", number()),
    parameter("p", number()),
    constant("c", number()),
    target("y", number()),
  ];
  const source = (): NodeId => pick(specs.filter(({ id }) => !id.startsWith("loss"))).id;
  for (let node = 0; node < 40; node++) {
    const id = `n${node}`;
    const kind = pick(["linear", "linear", "unary", "binary", "loss"]);
    if (kind === "linear") {
      const inputs = Array.from({ length: Math.floor(random() * 4) }, source);
      specs.push(linear(id, inputs, inputs.map(number), number()));
    } else if (kind === "loss") {
      specs.push(apply(`loss${node}`, pick(idsOf("loss")), source(), source()));
    } else if (kind === "unary") {
      specs.push(apply(id, pick(idsOf("unary")), source()));
    } else {
      specs.push(apply(id, pick(idsOf("binary")), source(), source()));
    }
  }
  return build(specs);
}

/** Both passes over all rows at once. */
function runBoth(plan: Plan, { numbers, data }: Built, leaves = true): Arenas {
  const arenas = createArenas(plan, data.rows);
  writeNumbers(plan, numbers, arenas);
  readRows(plan, planColumns(plan, data), null, 0, data.rows, arenas);
  runForward(plan, arenas);
  runBackward(plan, arenas, data.rows, { leaves });
  return arenas;
}

describe("graphs of single numbers", () => {
  it("E2 E3 E8 have the same bits as in the loops over rows", () => {
    let moved = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const built = randomGraph(seed);
      const plan = planOf(built.graph);
      expect(plan.scalar).toBe(true);
      const scalars = runBoth(plan, built);
      expect(scalars, `seed ${seed}`).toEqual(runBoth({ ...plan, scalar: false }, built));
      moved += scalars.partials.filter(
        (partial) => Number.isFinite(partial) && partial !== 0,
      ).length;
    }
    expect(moved).toBeGreaterThan(200);
  });

  it("E1 a vector makes another plan, a second sample does not", () => {
    const one = [input("x", 1), linear("f", ["x"], 2, 3)];
    expect(planOf(build(one).graph).scalar).toBe(true);
    expect(planOf(build([...one, constant("c", [1, 2])]).graph).scalar).toBe(false);
    expect(planOf(build([input("x", [[1], [2]])]).graph).scalar).toBe(true);
  });
});

describe("without the derivatives of leaves", () => {
  const built = build([
    input("x", [
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
    parameter("p", [0.5, -0.5]),
    linear(
      "f",
      ["x", "p"],
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 1, 2, 3],
      ],
      [1, 2, 3],
    ),
    apply("h", "tanh", "f"),
    linear("o", ["h"], [0.1, 0.2, 0.3], 0),
    target("y", [[1], [2], [3]]),
    apply("loss", "squared-error", "o", "y"),
  ]);
  const plan = planOf(built.graph);

  it("E8 the partials keep their bits, and an input behind a linear node is left alone", () => {
    const all = runBoth(plan, built);
    const training = runBoth(plan, built, false);
    expect(training.partials).toEqual(all.partials);
    expect(training.values).toEqual(all.values);
    const x = 3 * (plan.slots[0]?.gradient ?? -1);
    const ofInput = ({ derivatives }: Arenas) => Array.from(derivatives.subarray(x, x + 6));
    expect(ofInput(training)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(ofInput(all)).not.toContain(0);
    // What is trained keeps its derivative, though it is a leaf.
    const p = 3 * (plan.slots[1]?.gradient ?? -1);
    expect(Array.from(training.derivatives.subarray(p, p + 6))).toEqual(
      Array.from(all.derivatives.subarray(p, p + 6)),
    );
  });
});
