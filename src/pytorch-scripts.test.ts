import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { pytorchScript } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import { DEFAULT_TRAINING } from "@/optimizers";
import {
  graphModel,
  penalizedParameters,
  rowOrder,
  startOf,
  TrainingRun,
  trainingProblem,
} from "@/training";
import { presetBySlug, presets } from "./presets/made.test-support";

/** Iterations that are compared. */
const COMPARED = 50;

/** Runs each script as it is, until it has printed so many losses of mini-batches. */
const RUN_ALL = `
import io, json, math, sys
class Enough(Exception):
    pass
printed = []
for slug, text in json.load(sys.stdin):
    losses = []
    def note(*words):
        if isinstance(words[0], int):
            losses.append(words[1] if math.isfinite(words[1]) else None)
            if len(losses) == ${COMPARED}:
                raise Enough()
    try:
        exec(compile(text, slug, "exec"), {"print": note, "open": lambda *_: io.StringIO()})
    except Enough:
        pass
    printed.append([slug, losses])
print(json.dumps(printed))
`;

const scriptOf = (slug: string): string => {
  const document = presetBySlug(slug)?.document;
  if (!document) throw new Error(`No preset ${slug}.`);
  return pytorchScript(document, document.training);
};

/** Its Python may be another one than that of the path, such as that of a virtual environment with PyTorch. */
const interpreter = process.env.BACKFLOW_PYTHON ?? "python3";
const python = spawnSync(interpreter, ["--version"]).status === 0;
const torch = spawnSync(interpreter, ["-c", "import torch"]).status === 0;

test("a script names rows, parameters, loss and optimiser", () => {
  const script = scriptOf("fit-a-line");
  expect(script).toContain("N = 24");
  expect(script).toContain("n_f = torch.nn.Linear(1, 1)");
  expect(script).toContain("torch.optim.SGD(groups, lr=0.1)");
  expect(script).toContain("v_n_loss = torch.square(v_n_f - v_n_y).sum(dim=1, keepdim=True)");
});

test.runIf(python)("the script of every preset is Python", () => {
  const scripts = presets.map(({ slug }) => scriptOf(slug));
  const check = "import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)";
  const { status, stderr } = spawnSync(interpreter, ["-c", check], {
    input: JSON.stringify(scripts),
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test.runIf(python)("its order of the rows is the page's", () => {
  const script = scriptOf("sgd-by-hand");
  const order = script.slice(script.indexOf("def order_of"), script.indexOf("B = "));
  const print = "print([order_of(seed, epoch, n) for seed, epoch, n in CASES])";
  const cases: [number, number, number][] = [
    [2, 0, 7],
    [2, 1, 7],
    [4_294_967_295, 12, 30],
    [0, 70_000, 101],
  ];
  const text = `import math\nCASES = ${JSON.stringify(cases)}\n${order}\n${print}\n`;
  const { stdout } = spawnSync(interpreter, ["-c", text], { encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual(
    cases.map(([seed, epoch, n]) => [...rowOrder(n, 1, seed, epoch)]),
  );
});

/** The losses of the first mini-batches, each before its update, as the page has them from a start shifted by this. */
function lossesOf(document: BackflowDocument, count: number, shift = 0): number[] {
  const { training } = document;
  const model = graphModel(document);
  const penalized = penalizedParameters(model.plan, training.penalized);
  const run = new TrainingRun(
    model,
    training,
    penalized,
    startOf(model.initial.map((theta) => theta * (1 + shift))),
  );
  run.advance(count);
  return Array.from(run.losses.copyFrom(0).least);
}

const trainable = presets.filter(({ document }) => !trainingProblem(document, document.training));

test("every preset of Descent and Problems can be trained as it is", () => {
  expect(trainable.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(["fit-a-line", "sgd-by-hand", "learning-rate", "xor", "two-moons"]),
  );
});

test.skipIf(!torch)(
  torch
    ? "the script of every preset gives the first 50 losses of the page"
    : `the script of every preset gives the first 50 losses of the page (skipped: ${interpreter} has no torch)`,
  () => {
    // One process for all: to load PyTorch takes seconds.
    const scripts = trainable.map(({ slug }) => [slug, scriptOf(slug)]);
    const { stdout, stderr } = spawnSync(interpreter, ["-c", RUN_ALL], {
      input: JSON.stringify(scripts),
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    expect(stderr).toBe("");
    const printed = new Map<string, (number | null)[]>(JSON.parse(stdout));
    for (const { slug, document } of trainable) {
      const losses = lossesOf(document, COMPARED);
      const shifted = lossesOf(document, COMPARED, 1e-12);
      const near = (one: number, other: number) =>
        Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one));
      // The toy network under η = 0.1 is chaotic: from where it tells the shift, it tells rounding as well.
      const steady = losses.findIndex((loss, at) => !near(loss, shifted[at] ?? Number.NaN));
      const theirs = printed.get(slug) ?? [];
      const compared = steady < 0 ? losses.length : steady;
      for (const [at, loss] of losses.slice(0, compared).entries()) {
        expect(
          near(loss, theirs[at] ?? Number.NaN),
          `${slug}: ${loss}, ${theirs[at]} at ${at}`,
        ).toBe(true);
      }
      if (document.training !== DEFAULT_TRAINING) expect(compared, slug).toBe(losses.length);
    }
  },
  120_000,
);
