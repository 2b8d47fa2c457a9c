import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DiamondMark } from "./diamond-mark";
import { DotMark } from "./dot-mark";
import { GripMark } from "./grip-mark";
import { HandleMark } from "./handle-mark";
import { PointMark } from "./point-mark";
import { RowMark } from "./row-mark";
import { RuleMark } from "./rule-mark";
import { extentOf, type LinearScale, linearScale } from "./scales";
import { SegmentMark } from "./segment-mark";
import { TangentMark } from "./tangent-mark";

const NUMBERS = [0, -3, 1e-300, 1e300, -Number.MAX_VALUE];
const NOT_FINITE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const DOMAINS: readonly (readonly [number, number])[] = [
  [-1, 1],
  [-1e-300, 1e-300],
  [1e300 - 1e290, 1e300],
  extentOf([-Number.MAX_VALUE, Number.MAX_VALUE]),
];

/** Every mark at a place, with a tangent of that slope. */
function marksAt(at: number, value: number, x: LinearScale, y: LinearScale): string {
  const place = { x: x(at), y: y(value) };
  return renderToStaticMarkup(
    <svg aria-hidden="true">
      <DiamondMark {...place} />
      <DotMark {...place} hollow={false} />
      <RowMark {...place} hollow={false} chosen={false} side="lower" />
      <RowMark {...place} hollow={false} chosen={false} side="upper" />
      <GripMark {...place} />
      <PointMark {...place} />
      <PointMark {...place} hollow />
      <RuleMark x={place.x} top={0} bottom={10} />
      <HandleMark x={place.x} axisY={10} valueY={place.y} />
      <SegmentMark from={[0, 0]} to={[place.x, place.y]} meaning="residual" />
      {[...NUMBERS, ...NOT_FINITE].map((slope) => (
        <TangentMark key={slope} {...{ at, value, slope, x, y }} />
      ))}
    </svg>,
  );
}

describe("marks", () => {
  it("have coordinates that a browser can draw, whatever the numbers are", () => {
    for (const across of DOMAINS) {
      for (const up of DOMAINS) {
        const [x, y] = [linearScale(across, [50, 450]), linearScale(up, [300, 10])];
        for (const at of [...NUMBERS, ...NOT_FINITE]) {
          for (const value of [...NUMBERS, ...NOT_FINITE]) {
            const drawn = marksAt(at, value, x, y);
            const told = `${at}, ${value} in ${across} × ${up}: ${drawn}`;
            expect(drawn, told).not.toMatch(/NaN|Infinity|e\+/);
          }
        }
      }
    }
  });

  it("are left out where there is no number, and drawn where there is one", () => {
    const scale = linearScale([-1, 1], [0, 100]);
    expect(marksAt(Number.NaN, 0, scale, scale)).toBe('<svg aria-hidden="true"></svg>');
    expect(marksAt(0, 0, scale, scale)).toContain("<circle");
  });

  it("of a slope keep its angle over ranges that are too wide for the difference of two numbers", () => {
    const wide = linearScale([-Number.MAX_VALUE, Number.MAX_VALUE], [0, 100]);
    const drawn = renderToStaticMarkup(
      <TangentMark at={0} value={0} slope={1} x={wide} y={wide} reach={10} />,
    );
    const numbers = [...drawn.matchAll(/[xy][12]="([^"]+)"/g)].map(([, number]) => Number(number));
    for (const [index, expected] of [-1, -1, 1, 1].entries()) {
      expect(numbers[index]).toBeCloseTo(50 + expected * 10 * Math.SQRT1_2, 9);
    }
  });
});
