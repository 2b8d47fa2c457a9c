import { expect, test } from "vitest";
import { takeWeights, weightsJson } from "@/graph";
import { presetBySlug, presets } from "@/presets/made.test-support";

function documentOfPreset(slug: string) {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}.`);
  return preset.document;
}

test("what is written of every preset comes back as it was, into other numbers", () => {
  for (const { slug, document } of presets) {
    const text = weightsJson(document);
    if (text === "{\n\n}\n") continue;
    const zeros = new Map(
      [...document.numbers].map(([id, own]) => [
        id,
        own.kind === "linear"
          ? {
              ...own,
              beta: own.beta.map(() => 0),
              omega: own.omega.map((block) => block.map((row) => row.map(() => 0))),
            }
          : own,
      ]),
    );
    const taken = takeWeights({ graph: document.graph, numbers: zeros }, text);
    if (!taken.ok) throw new Error(`${slug}: ${taken.problem.kind}`);
    expect(taken.value.left, slug).toBe(0);
    expect(taken.value.numbers, slug).toEqual(document.numbers);
  }
});

test("lines of a CSV and the names of the script are taken too, and what is not named stays", () => {
  const document = documentOfPreset("fit-a-line");
  const taken = takeWeights(document, "f.weight, 2.5\r\n");
  expect(taken).toMatchObject({ ok: true, value: { taken: 1, left: 1 } });
  const byScript = takeWeights(document, '{"n_f.weight": [[2.5]], "n_f.bias": [-1]}');
  expect(byScript.ok && byScript.value.numbers.get("f")).toEqual({
    kind: "linear",
    beta: [-1],
    omega: [[[2.5]]],
  });
});

test("what does not fit says what is wrong, and changes nothing", () => {
  const document = documentOfPreset("xor");
  const problemOf = (text: string) => {
    const taken = takeWeights(document, text);
    return taken.ok ? null : taken.problem;
  };
  expect(problemOf("PK\u0003\u0004 a zip of PyTorch")).toEqual({ kind: "unreadable" });
  expect(problemOf("[1, 2]")).toMatchObject({ kind: "no-names" });
  expect(problemOf('{"f0.bias": [1, 2, NaN, 4]}')).toEqual({ kind: "no-json" });
  expect(problemOf('\ufeff {"f0.bias": [1, 2, 3, 4]')).toEqual({ kind: "no-json" });
  expect(problemOf("{}")).toMatchObject({ kind: "no-names" });
  expect(problemOf('{"q.weight": [1]}')).toMatchObject({ kind: "unknown-name", name: "q.weight" });
  expect(problemOf('{"f0.bias": [1, 2, 3]}')).toMatchObject({ kind: "shape", wanted: "4" });
  expect(problemOf('{"f0.weight": [[1, 2, 3, 4], [1, 2, 3, 4]]}')).toMatchObject({ kind: "shape" });
  const weight = (value: string) => problemOf(`{"f0.weight": ${value}}`);
  expect(weight("[[1, 2], [1, 2], [1, 2, 3], [1]]")).toMatchObject({
    shape: "4 rows of unequal lengths",
    wanted: "4 rows of 2",
  });
  expect(weight("[[1, 2], [1, 2], [1, 2], 1, 2]")).toMatchObject({ kind: "shape" });
  expect(weight("[[[1], 2], [1, 2], [1, 2], [1, 2]]")).toMatchObject({ kind: "shape" });
  expect(weight("[[1, 2], [1, 2], [1, 2], [1, 2]]")).toBeNull();
  expect(weight("[1, 2, 1, 2, 1, 2, 1, 2]")).toBeNull();
  expect(problemOf('{"f0.bias": [1, 2, null, 4]}')).toMatchObject({ kind: "not-a-number" });
  expect(problemOf("f0.bias,1,2,,4")).toMatchObject({ kind: "not-a-number" });
  expect(problemOf("f0.bias,1,2,3,4\nf0.bias,1,2,3,4")).toMatchObject({ kind: "twice" });
});
