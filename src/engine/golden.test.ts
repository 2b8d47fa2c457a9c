import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeLink } from "@/graph";
import {
  atSample,
  derivativeOf,
  type Evaluation,
  evaluate,
  partialsOf,
  valuesOf,
} from "./evaluation";

/** Numbers, nested as the engine nests them; what is not finite is spelled in words. */
type Numbers = number | string | readonly Numbers[];

/** What a golden link expects of the engine, found by naive dual numbers and not by the engine. */
interface Golden {
  readonly link: string;
  /** A row of D numbers for each sample; nodes without a value are left out. */
  readonly values?: Record<string, Numbers>;
  /** ∂ℓᵢ/∂v of each sample. */
  readonly gradients?: Record<string, Numbers>;
  /** Means over the samples. */
  readonly parameterGradients?: Record<
    string,
    { readonly value?: Numbers; readonly beta?: Numbers; readonly omega?: Numbers }
  >;
}

const folder = join(import.meta.dirname, "../graph/golden");
/** Goldens without values are of the rows and settings that a link holds; `graph/` opens those. */
const names = readdirSync(folder).filter(
  (name) => name.endsWith(".json") && readFileSync(join(folder, name), "utf8").includes('"values"'),
);

describe("golden links", () => {
  it("are there with their values", () => {
    expect(names.length).toBeGreaterThanOrEqual(9);
  });

  it.each(names)(
    "E2 E3 E8 %s has the values and gradients that it had at its release",
    async (name) => {
      const golden = JSON.parse(readFileSync(join(folder, name), "utf8")) as Golden;
      const decoded = await decodeLink(golden.link);
      if (!decoded.ok) throw new Error(JSON.stringify(decoded));
      const { graph } = decoded.value;
      const evaluation = evaluate(decoded.value);
      const expected = golden.values ?? {};
      expect(Object.keys(expected).length).toBeGreaterThan(0);
      for (const { id } of graph.nodes) {
        expectClose(rowsOf(evaluation, id, valuesOf), expected[id], `${id} values`);
        expectClose(
          rowsOf(evaluation, id, derivativeOf),
          golden.gradients?.[id],
          `${id} gradients`,
        );
        const partials = partialsOf(evaluation, id);
        const { value, beta, omega } = golden.parameterGradients?.[id] ?? {};
        expectClose(partials?.kind === "parameter" ? partials.value : undefined, value, id);
        expectClose(partials?.kind === "linear" ? partials.beta : undefined, beta, `${id} beta`);
        expectClose(partials?.kind === "linear" ? partials.omega : undefined, omega, `${id} omega`);
      }
    },
  );
});

function rowsOf(evaluation: Evaluation, id: string, read: typeof valuesOf): Numbers | undefined {
  const rows: Numbers[] = [];
  for (let sample = 0; sample < evaluation.data.rows; sample++) {
    const row = read(atSample(evaluation, sample), id);
    if (!row) return undefined;
    rows.push(Array.from(row));
  }
  return rows;
}

/** Equal in shape and to 1e-10 of each number; what is not finite exactly. */
function expectClose(
  actual: Numbers | undefined,
  expected: Numbers | undefined,
  name: string,
): void {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    expect(actual.length, name).toBe(expected.length);
    actual.forEach((item: Numbers, at) => {
      expectClose(item, expected[at], name);
    });
  } else if (actual === undefined || expected === undefined) {
    expect(actual, name).toEqual(expected);
  } else {
    const [ours, theirs] = [Number(actual), Number(expected)];
    const isClose = Math.abs(ours - theirs) <= 1e-10 * Math.max(1, Math.abs(theirs));
    expect(isClose || Object.is(ours, theirs), `${name}: ${ours}, not ${theirs}`).toBe(true);
  }
}
