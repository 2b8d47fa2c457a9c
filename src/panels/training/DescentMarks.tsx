import { hasPlace, type LinearScale } from "@/ui/plot";
import type { Pair } from "./descent-plane";

interface ArrowProps {
  readonly className: string | undefined;
  readonly at: Pair;
  readonly gradient: Pair;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly scale: number;
}

/** Against a gradient, from the point. */
export function Arrow({ className, at, gradient, x, y, scale }: ArrowProps) {
  const [fromX, fromY] = [x(at[0]), y(at[1])];
  const [alongX, alongY] = [-x.along(gradient[0]) * scale, -y.along(gradient[1]) * scale];
  const length = Math.hypot(alongX, alongY);
  if (!(length > 0.5) || !hasPlace(fromX, fromY)) return null;
  const [toX, toY] = [fromX + alongX, fromY + alongY];
  const [unitX, unitY] = [alongX / length, alongY / length];
  const head = Math.min(7, length / 2);
  const wing = (turn: number) =>
    `L${toX - head * (unitX + turn * 0.5 * unitY)} ${toY - head * (unitY - turn * 0.5 * unitX)}`;
  return (
    <path
      className={className}
      d={`M${fromX} ${fromY}L${toX} ${toY}${wing(1)}M${toX} ${toY}${wing(-1)}`}
    />
  );
}

/** The way of a path of points, two numbers each. */
export function pathText(points: Float64Array, x: LinearScale, y: LinearScale): string {
  const parts: string[] = [];
  for (let place = 0; place + 1 < points.length; place += 2) {
    const [a, b] = [x(points[place] ?? 0), y(points[place + 1] ?? 0)];
    if (Number.isFinite(a) && Number.isFinite(b)) parts.push(`${a.toFixed(1)} ${b.toFixed(1)}`);
  }
  return parts.length > 0 ? `M${parts.join("L")}` : "";
}
