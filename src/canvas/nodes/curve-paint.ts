import { localOf, valuesOf } from "@/engine";
import type { GraphNode, NodeIndex } from "@/graph";
import { opOf } from "@/ops";
import type { Frame } from "@/store";
import { CURVE_WIDTH, type Curve, curveOf, curveOfFunction, tangentPath } from "@/ui";
import type { Paint } from "../painting/paint";
import type { NodePart } from "./node-part";

/** The little picture: the function with the present points, or a loss over its prediction. */
export function paintCurve(
  paint: Paint<NodePart>,
  frame: Frame,
  node: GraphNode,
  index: NodeIndex,
): void {
  const points = paint.part("points");
  if (!points) return;
  const op = opOf(node.op);
  const { evaluation } = frame;
  const wires = evaluation.plan.topology.incoming[index];
  const inputOf = (port: number) => {
    const wire = evaluation.graph.wires[wires?.[port] ?? -1];
    return wire ? valuesOf(evaluation, wire.source) : null;
  };
  const inputs = inputOf(0);
  const outputs = valuesOf(evaluation, node.id);
  let curve: Curve | null = null;
  const slot = evaluation.plan.settingSlots[index] ?? -1;
  const setting = evaluation.arenas.settings[slot] ?? 0;
  if (op.kind === "unary") curve = curveOfFunction(op, setting);
  if (op.kind === "unary" && op.setting && curve) {
    paint.attribute(paint.part("line"), "d", curve.path);
    const axis = curve.axisY === null ? "" : `M0 ${curve.axisY}H${CURVE_WIDTH}`;
    paint.attribute(paint.part("axis"), "d", axis);
  }
  if (op.kind === "loss") {
    const targets = inputOf(1);
    const f = inputs?.[0];
    const y = targets?.[0];
    const reach = reachAround(f ?? Number.NaN, y ?? Number.NaN);
    if (inputs?.length === 1 && y !== undefined && Number.isFinite(2 * (Math.abs(y) + reach))) {
      curve = curveOf(
        (at) => {
          const scratch = Float64Array.of(at, y, 0);
          op.forward(scratch, 0, 1, 2, 1, 1, setting);
          return scratch[2] ?? 0;
        },
        y - reach,
        y + reach,
      );
      paint.attribute(paint.part("line"), "d", curve.path);
    } else {
      paint.attribute(paint.part("line"), "d", "");
    }
  }
  if (!curve || !inputs || !outputs) {
    paint.attribute(paint.part("tangent"), "d", "");
    paint.attribute(points, "data-count", "0");
    points.replaceChildren();
    return;
  }
  const dots = Math.min(inputs.length, 16);
  if (points.childElementCount !== dots) {
    points.replaceChildren(
      ...Array.from({ length: dots }, () => {
        const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        dot.setAttribute("r", dots === 1 ? "3.5" : "2.5");
        return dot;
      }),
    );
  }
  for (let unit = 0; unit < dots; unit++) {
    const dot = points.children[unit];
    const x = inputs[unit] ?? 0;
    const y = outputs[Math.min(unit, outputs.length - 1)] ?? 0;
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      paint.attribute(dot, "visibility", "hidden");
      continue;
    }
    paint.attribute(dot, "visibility", "visible");
    paint.attribute(dot, "cx", curve.toX(x).toFixed(1));
    paint.attribute(dot, "cy", curve.toY(y).toFixed(1));
  }
  const local = inputs.length === 1 ? localOf(evaluation, wires?.[0] ?? -1) : null;
  const slope = local?.kind === "units" ? local.values[0] : undefined;
  const x = inputs[0] ?? Number.NaN;
  const y = outputs[0] ?? Number.NaN;
  const drawable = slope !== undefined && Number.isFinite(x) && Number.isFinite(y);
  paint.attribute(paint.part("tangent"), "d", drawable ? tangentPath(curve, x, y, slope) : "");
}

/** How far to either side of a target its loss is drawn: past the prediction, and never less than doubles can tell apart. */
function reachAround(prediction: number, target: number): number {
  return Math.max(1, Math.abs(prediction - target) * 1.3, Math.abs(target) * 1e-12);
}
