import { describe, expect, it } from "vitest";
import { type CurveRequest, MapSweep, subjectOf, sweepCurves } from "@/engine/sweep";
import { curveRemarks } from "@/explain/figures";
import { decodeLink, encodeLink, removeNodes, success } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { checkRange } from "./RangeFields";

function documentOf(slug: string) {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}`);
  return preset.document;
}

function remarksOf(document: ReturnType<typeof documentOf>, request: CurveRequest) {
  const { curves, present } = sweepCurves(subjectOf(document), request);
  return curves.flatMap((curve) =>
    curveRemarks(document.graph, request.axis, curve, present !== undefined),
  );
}

const toy: CurveRequest = {
  axis: { kind: "value", node: "x", unit: 0 },
  range: [-2, 2],
  reads: [{ kind: "value", node: "f3", unit: 0 }],
  sample: 0,
};

describe("a range", () => {
  it("is refused with a sentence where it is typed backwards, is empty, or is no number", () => {
    expect(checkRange("2", "-1")).toBe("2 lies above −1: type the smaller number first.");
    expect(checkRange("1", "1")).toMatch(/^From and to are both 1/);
    expect(checkRange("", "1")).toMatch(/^From: /);
    expect(checkRange("0", "much")).toMatch(/^To: /);
    expect(checkRange("-1e308", "1e308")).toMatch(/wider than float64/);
    expect(checkRange("-1/2", "1e3")).toEqual([-0.5, 1000]);
  });
});

describe("a curve", () => {
  it("says that the number of its axis is gone, and the figure is kept", async () => {
    const document = documentOf("shallow-relu-3");
    const edited = removeNodes(document, new Set(["x"]));
    const read = { kind: "value", node: "y", unit: 0 } as const;
    const [sentence] = remarksOf(edited, { ...toy, reads: [read] });
    expect(sentence).toMatch(/axis is gone/);
    expect(edited.figures).toEqual(document.figures);
    expect(await decodeLink(await encodeLink(edited))).toEqual(success(edited));
  });

  it("is level where the axis does not reach it, and says so", () => {
    const axis = { kind: "beta", node: "f3", unit: 0 } as const;
    const request = { ...toy, axis, reads: [{ kind: "value", node: "f0", unit: 0 } as const] };
    const { curves } = sweepCurves(subjectOf(documentOf("toy-network")), request);
    expect(curves[0]?.reached).toBe(false);
    expect(curves[0]?.slopes).toEqual([0]);
    expect(remarksOf(documentOf("toy-network"), request)[0]).toMatch(/does not reach f₀/);
  });

  it("ends where a number overflows, and says where and which", () => {
    const axis = { kind: "beta", node: "f1", unit: 0 } as const;
    const request: CurveRequest = { ...toy, axis, range: [0, 2000] };
    const { curves } = sweepCurves(subjectOf(documentOf("toy-network")), request);
    const [stop] = curves[0]?.stops ?? [];
    // e^709.78 is the largest double: h₂ = exp[f₁] is near it when f₂ = β₂ + ω₂·h₂ is beyond it.
    expect(stop?.node).toBe("f2");
    expect(Math.abs((stop?.at ?? 0) - 709.78)).toBeLessThan(5);
    expect(remarksOf(documentOf("toy-network"), request).join()).toMatch(
      /The curve ends at β₁ ≈ 7/,
    );
  });

  it.each([
    // The mean over all rows as well.
    [{ kind: "objective" }],
    [{ kind: "value", node: "f3", unit: 0 }],
  ] as const)("as a map of %o tells which node overflows at its edge", (read) => {
    const axes = [
      { kind: "beta", node: "f1", unit: 0 },
      { kind: "beta", node: "f0", unit: 0 },
    ] as const;
    const mapOver = (most: number) => {
      const ranges = [
        [0, most],
        [0, 1],
      ] as const;
      const subject = subjectOf(documentOf("toy-network"));
      return new MapSweep(subject, { axes, ranges, read, sample: 0, cells: 20 });
    };
    // h₂ = exp[f₁] is still a number in the cell at the edge, or no longer.
    expect(mapOver(1430).notFiniteNode()).toBe("h2");
    expect(mapOver(1).notFiniteNode()).toBeNull();
  });

  it("is sampled where its budget is used up, and says so", () => {
    const document = documentOf("universal-approximation");
    const read = { kind: "value", node: "y", unit: 0 } as const;
    const request = { ...toy, reads: [read], budget: 16 };
    const [curve] = sweepCurves(subjectOf(document), request).curves;
    expect(curve?.kind).toBe("sampled");
    // Evenly: a pass through each of the breaks that are known by then would take longer than an exact curve.
    expect(curve?.points).toHaveLength(257);
    expect(remarksOf(document, request)[0]).toMatch(/the curve is sampled/);
  });

  it("says that there is nothing to read where its node is gone", () => {
    const reads = [{ kind: "value", node: "gone", unit: 0 } as const];
    expect(remarksOf(documentOf("toy-network"), { ...toy, reads })[0]).toMatch(/nothing to read/);
  });
});
