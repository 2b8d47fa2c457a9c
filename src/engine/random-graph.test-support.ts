import { mostPorts, type Op, opOf, ops, resultWidth, settingOf } from "@/ops";
import { atSample, type Evaluation, valuesOf } from "./evaluation";
import { apply, linear, type NodeSpec } from "./graph-builder.test-support";

/** What a property test draws for each node: which op, which sources, how wide. */
export interface Draw {
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly width: number;
}

/** Between −1 and 1, by seed and place alone. */
function numberAt(seed: number, index: number): number {
  const mixed = Math.sin(seed * 12.9898 + index * 78.233) * 43758.5453;
  return 2 * (mixed - Math.floor(mixed)) - 1;
}

/** A graph without loose ends: leaves, then one node for each draw, then a loss on the last. */
export function randomGraph(seed: number, batch: number, draws: readonly Draw[]): NodeSpec[] {
  let drawn = 0;
  const row = (count: number) => Array.from({ length: count }, () => 1.5 * numberAt(seed, drawn++));
  const matrix = (rows: number, width: number) => Array.from({ length: rows }, () => row(width));
  const nodes: NodeSpec[] = [
    { id: "x", op: "input", value: matrix(batch, 3) },
    { id: "s", op: "input", value: matrix(batch, 1) },
    { id: "p", op: "parameter", value: matrix(1, 3) },
    { id: "c", op: "constant", value: matrix(1, 1) },
  ];
  const widths = new Map(nodes.map(({ id }, at) => [id, at % 2 ? 1 : 3]));
  const computed = ops.filter(({ kind }) => kind !== "leaf" && kind !== "loss");
  const pick = (places: readonly string[], at: number) => places[at % places.length] ?? "x";
  draws.forEach((draw, at) => {
    const id = `n${at}`;
    const all = [...widths.keys()];
    // The newest node is always used, so that derivatives go far back.
    const a = all[all.length - 1] ?? "x";
    const b = pick(all, draw.b);
    const op = opOf(computed[draw.op % computed.length]?.id ?? "sin");
    const [widthA, widthB] = [widths.get(a) ?? 1, widths.get(b) ?? 1];
    if (op.kind === "linear") {
      const width = 1 + (draw.width % 3);
      nodes.push(linear(id, [a, b], matrix(width, widthA + widthB), row(width)));
      widths.set(id, width);
    } else if (mostPorts(op) === 2) {
      const width = resultWidth(op, [widthA, widthB]);
      nodes.push(draw.a % 2 && width ? apply(id, op.id, b, a) : apply(id, op.id, a, width ? b : a));
      widths.set(id, width ?? resultWidth(op, [widthA, widthA]) ?? widthA);
    } else {
      nodes.push(apply(id, op.id, a));
      widths.set(id, resultWidth(op, [widthA]) ?? widthA);
    }
  });
  const last = [...widths.keys()].at(-1) ?? "x";
  nodes.push({ id: "y", op: "target", value: matrix(batch, widths.get(last) ?? 1) });
  return [...nodes, apply("loss", "squared-error", last, "y")];
}

/** Side of each kink on which each op with kinks stands: central differences must not cross one. */
export function sidesOf(evaluation: Evaluation): string {
  const sides: number[] = [];
  forEachInput(evaluation, (op, a, b) => {
    if (op.kind === "unary") for (const { at } of op.kinks) sides.push(Math.sign(a - at));
    if (op.kind === "binary" && op.kinks.length > 0) sides.push(Math.sign(a - b));
  });
  return sides.join();
}

/** Are all values moderate, and none near the edge of a domain, where differences are poor? */
export function isModerate(evaluation: Evaluation): boolean {
  let moderate = true;
  forEachInput(evaluation, (op, a, b) => {
    if (!(Math.abs(a) < 8 && Math.abs(b) < 8)) moderate = false;
    if (op.kind !== "unary" && op.kind !== "binary") return;
    const edge = op.kind === "unary" ? a : b;
    const outside = op.domain && !op.domain.contains(...inputsOf(op, a, b));
    if (op.domain && (outside || Math.abs(edge) < 0.3)) moderate = false;
  });
  return moderate;
}

function inputsOf(op: Op, a: number, b: number): readonly number[] {
  return mostPorts(op) === 1 ? [a, settingOf(op)?.initial ?? 0] : [a, b];
}

function forEachInput(
  evaluation: Evaluation,
  visit: (op: ReturnType<typeof opOf>, a: number, b: number) => void,
): void {
  const { graph, plan, data } = evaluation;
  const samples = Array.from({ length: data.rows }, (_, sample) => atSample(evaluation, sample));
  graph.nodes.forEach((node, index) => {
    const wires = plan.topology.incoming[index] ?? new Int32Array();
    for (const at of samples) {
      const inputs = Array.from(wires, (wire) => valuesOf(at, graph.wires[wire]?.source ?? ""));
      const width = Math.max(1, ...inputs.map((values) => values?.length ?? 0));
      for (let unit = 0; unit < width; unit++) {
        const [a = 0, b = 0] = inputs.map(
          (values) => values?.[values.length === 1 ? 0 : unit] ?? 0,
        );
        visit(opOf(node.op), a, b);
      }
    }
  });
}
