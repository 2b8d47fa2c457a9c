/**
 * A second evaluator, to hold the page against: number by number, from each op's textbook formula, with local
 * derivatives by dual numbers. It shares no line with `ops/` and `engine/`. Slow, and for small graphs.
 */

import type { NodeId } from "@/graph";
import type { NaiveGraph } from "./naive-graph.test-support";
import {
  add,
  BINARY,
  type Dual,
  dual,
  kindOf,
  LOSS,
  scaled,
  sumOf,
  UNARY,
  VECTOR,
} from "./naive-ops.test-support";

/** Both passes of one row. */
export class NaiveRun {
  readonly values = new Map<NodeId, number[]>();
  readonly derivatives = new Map<NodeId, number[]>();
  /** By node: Σ |local × upstream| over all ways, unit by unit: what a rounding error is a part of. */
  readonly masses = new Map<NodeId, number[]>();
  /** By wire: ∂(unit of the target)/∂(unit of the source). */
  readonly locals: number[][][];
  readonly contributions: number[][];

  constructor(
    readonly graph: NaiveGraph,
    readonly row: number,
  ) {
    for (const id of graph.order) {
      this.values.set(
        id,
        this.compute(id, (source) => this.dualsOf(source)).map(({ v }) => v),
      );
    }
    const { wires } = graph.document.graph;
    this.locals = wires.map((_, wire) => this.jacobian(wire));
    this.contributions = wires.map(() => []);
    this.goBack();
  }

  value(id: NodeId): readonly number[] {
    return this.values.get(id) ?? [];
  }

  derivative(id: NodeId): readonly number[] {
    return this.derivatives.get(id) ?? [];
  }

  /** ∂ℓᵢ/∂(unit of a node), forward: the seed goes through all that is computed from it. */
  forwardDerivative(id: NodeId, unit: number): number {
    const duals = new Map<NodeId, readonly Dual[]>();
    for (const each of this.graph.order) {
      const own =
        each === id
          ? this.value(id).map((v, at) => dual(v, at === unit ? 1 : 0))
          : this.compute(each, (source) => duals.get(source) ?? []);
      duals.set(each, own);
    }
    return this.graph.objective.reduce(
      (sum, each) => sum + (duals.get(each) ?? []).reduce((all, { d }) => all + d, 0),
      0,
    );
  }

  /** The sum of these nodes where others are held at other values. */
  valuesWith(held: ReadonlyMap<NodeId, readonly number[]>, wanted: readonly NodeId[]): number {
    const values = new Map<NodeId, readonly number[]>();
    for (const id of this.graph.order) {
      const computed = () =>
        this.compute(id, (source) => (values.get(source) ?? []).map((v) => dual(v))).map(
          ({ v }) => v,
        );
      values.set(id, held.get(id) ?? computed());
    }
    return wanted.reduce(
      (sum, id) => sum + (values.get(id) ?? []).reduce((all, each) => all + each, 0),
      0,
    );
  }

  /** The value of one unit of an element-wise op, or of a loss, for other inputs. */
  valueFor(id: NodeId, inputs: readonly (readonly number[])[]): number[] {
    const wires = this.graph.into.get(id) ?? [];
    return this.computeFrom(
      id,
      inputs.slice(0, wires.length).map((row) => row.map((v) => dual(v))),
    ).map(({ v }) => v);
  }

  inputsOf(id: NodeId): readonly (readonly number[])[] {
    return (this.graph.into.get(id) ?? []).map((wire) => this.value(this.graph.sourceOf(wire)));
  }

  private dualsOf(id: NodeId): readonly Dual[] {
    return this.value(id).map((v) => dual(v));
  }

  private compute(id: NodeId, inputsOf: (source: NodeId) => readonly Dual[]): readonly Dual[] {
    const wires = this.graph.into.get(id) ?? [];
    return this.computeFrom(
      id,
      wires.map((wire) => inputsOf(this.graph.sourceOf(wire))),
    );
  }

  private computeFrom(id: NodeId, inputs: readonly (readonly Dual[])[]): readonly Dual[] {
    const { numbers, data } = this.graph.document;
    const node = this.graph.byId.get(id);
    const op = node?.op ?? "";
    const [a = [], b = []] = inputs;
    const setting = this.graph.settingOf(id);
    const own = numbers.get(id);
    switch (kindOf(op)) {
      case "leaf":
        return own?.kind === "leaf"
          ? own.values.map((v) => dual(v))
          : (data.columns.get(id) ?? []).map((column) => dual(column[this.row] ?? Number.NaN));
      case "linear": {
        if (own?.kind !== "linear") return [];
        return own.beta.map((beta, unit) => {
          const terms = inputs.map((input, port) =>
            sumOf(
              input.map((x, column) => {
                const weight = own.omega[port]?.[unit]?.[column] ?? 0;
                return dual(weight * x.v, scaled(x.d, weight));
              }),
            ),
          );
          return terms.reduce(add, dual(beta));
        });
      }
      case "unary":
        return a.map((x) => UNARY[op]?.(x, setting) ?? dual(Number.NaN));
      case "binary": {
        const units = Math.max(a.length, b.length);
        const at = (row: readonly Dual[], unit: number) =>
          row[row.length === 1 ? 0 : unit] ?? dual(0);
        return Array.from(
          { length: units },
          (_, unit) => BINARY[op]?.(at(a, unit), at(b, unit)) ?? dual(Number.NaN),
        );
      }
      case "vector":
        return VECTOR[op]?.(a, b) ?? [];
      case "loss":
        return [LOSS[op]?.(a, b, setting) ?? dual(Number.NaN)];
    }
  }

  private jacobian(wire: number): number[][] {
    const target = this.graph.targetOf(wire);
    if (!this.values.has(target)) return [];
    const wires = this.graph.into.get(target) ?? [];
    const units = this.value(this.graph.sourceOf(wire)).length;
    const columns = Array.from({ length: units }, (_, seeded) => {
      const inputs = wires.map((each) =>
        this.value(this.graph.sourceOf(each)).map((v, unit) =>
          dual(v, each === wire && unit === seeded ? 1 : 0),
        ),
      );
      return this.computeFrom(target, inputs).map(({ d }) => d);
    });
    return this.value(target).map((_, unit) => columns.map((column) => column[unit] ?? 0));
  }

  /** Does a unit of the target look at a unit of the source at all? */
  private looksAt(wire: number, unit: number, sourceUnit: number): boolean {
    const target = this.graph.targetOf(wire);
    const op = this.graph.byId.get(target)?.op ?? "";
    const width = this.value(this.graph.sourceOf(wire)).length;
    switch (kindOf(op)) {
      case "unary":
        return unit === sourceUnit;
      case "binary":
        return width === 1 || unit === sourceUnit;
      case "vector": {
        if (op !== "concatenate") return true;
        const [first = -1] = this.graph.into.get(target) ?? [];
        const offset = first === wire ? 0 : this.value(this.graph.sourceOf(first)).length;
        return unit === offset + sourceUnit;
      }
      default:
        return true;
    }
  }

  /** How large a local derivative is before what it is made of has cancelled: p·(1 − p) of a softmax is p − p². */
  private reach(wire: number, local: number, unit: number): number {
    const target = this.graph.targetOf(wire);
    const isSoftMax = this.graph.byId.get(target)?.op === "softmax";
    return isSoftMax ? (this.value(target)[unit] ?? 0) : Math.abs(local);
  }

  private goBack(): void {
    const { graph } = this;
    for (const id of graph.order.toReversed()) {
      const units = this.value(id).length;
      const total = new Array<number>(units).fill(graph.objective.includes(id) ? 1 : 0);
      const mass = [...total];
      for (const wire of graph.outOf.get(id) ?? []) {
        const target = graph.targetOf(wire);
        const row = new Array<number>(units).fill(0);
        this.contributions[wire] = row;
        if (!graph.reaches(target)) continue;
        const upstream = this.derivative(target);
        const upstreamMass = this.masses.get(target) ?? [];
        for (let unit = 0; unit < units; unit++) {
          let sum = 0;
          this.locals[wire]?.forEach((locals, targetUnit) => {
            if (!this.looksAt(wire, targetUnit, unit)) return;
            const local = locals[unit] ?? 0;
            sum += local * (upstream[targetUnit] ?? 0);
            mass[unit] =
              (mass[unit] ?? 0) + this.reach(wire, local, unit) * (upstreamMass[targetUnit] ?? 0);
          });
          row[unit] = sum;
          total[unit] = (total[unit] ?? 0) + sum;
        }
      }
      this.derivatives.set(id, total);
      this.masses.set(id, mass);
    }
  }
}
