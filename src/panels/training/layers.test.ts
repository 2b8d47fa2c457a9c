import { expect, it } from "vitest";
import { derivativeOf, evaluateSample, valuesOf } from "@/engine";
import type { BackflowDocument } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { layersBefore } from "./layers";

function documentOf(slug: string): BackflowDocument {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  return preset.document;
}

it("has the greatest |h| and |∂ℓᵢ/∂h| of each layer, network by network", () => {
  const document = documentOf("sigmoid-versus-relu");
  const networks = layersBefore(document, ["sloss", "rloss"])(document.numbers);
  const rows = Array.from({ length: document.data.rows }, (_, row) =>
    evaluateSample(document, row),
  );
  for (const [index, prefix] of ["s", "r"].entries()) {
    expect(networks[index]).toHaveLength(4);
    for (const [depth, layer] of (networks[index] ?? []).entries()) {
      const node = `${prefix}h${depth + 1}`;
      const greatest = (read: (row: (typeof rows)[number]) => Iterable<number> | null) =>
        Math.max(...rows.flatMap((row) => Array.from(read(row) ?? [], Math.abs)));
      expect(layer.value).toBe(greatest((row) => valuesOf(row, node)));
      expect(layer.derivative).toBe(greatest((row) => derivativeOf(row, node)));
    }
  }
});

it("tells zeros, and a start that shrinks what passes, from one that keeps it", () => {
  const document = documentOf("initialisation");
  const [zeros, small, , kaiming] = layersBefore(document, ["zloss", "tloss", "xloss", "kloss"])(
    document.numbers,
  ).map((layers) => layers.map(({ value }) => value));
  expect(zeros).toEqual([0, 0, 0]);
  const shrinks = ([first = 0, , last = 0]: readonly number[] = []) => last / first;
  expect(shrinks(small)).toBeLessThan(1e-2);
  expect(shrinks(kaiming)).toBeGreaterThan(0.2);
});

it("has no layers where there is no activation", () => {
  const document = documentOf("fit-a-line");
  expect(layersBefore(document, ["loss"])(document.numbers)).toEqual([[]]);
});
