import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { pytorchScript } from "@/explain/training";
import { rowOrder } from "@/training";
import { presetBySlug, presets } from "./presets/made.test-support";

const scriptOf = (slug: string): string => {
  const document = presetBySlug(slug)?.document;
  if (!document) throw new Error(`No preset ${slug}.`);
  return pytorchScript(document, document.training);
};

const python = spawnSync("python3", ["--version"]).status === 0;

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
  const { status, stderr } = spawnSync("python3", ["-c", check], {
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
  const { stdout } = spawnSync("python3", ["-c", text], { encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual(
    cases.map(([seed, epoch, n]) => [...rowOrder(n, 1, seed, epoch)]),
  );
});
