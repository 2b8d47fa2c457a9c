// biome-ignore lint/style/noRestrictedImports: only the test asks KaTeX whether the formulas are legal
import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { type Op, type OpId, opOf, ops } from "./index";

const unaryOps = ops.filter((op) => op.kind === "unary");
const binaryOps = ops.filter((op) => op.kind === "binary");
const losses = ops.filter((op) => op.kind === "loss");

describe("LaTeX", () => {
  const arguments_ = [
    "x",
    "f_0",
    "h_{2}",
    "\\ell_i",
    "W^{(1)}_0",
    "0.5",
    "-0.4",
    "1.35\\cdot 10^{-4}",
    "-1.35\\cdot 10^{-4}",
    "\\infty",
    "-\\infty",
  ];
  function formulasOf(op: Op): string[] {
    const pairs = arguments_.flatMap((a) => arguments_.map((b) => [a, b] as const));
    switch (op.kind) {
      case "unary":
        return pairs.flatMap(([x, h]) => [
          op.latex.value(x),
          op.latex.derivative(x, h),
          op.domain?.latex(x, "3") ?? "x",
        ]);
      case "vector":
        return pairs.flatMap(([a, b]) => [
          ...[1, 3].flatMap((width) => [
            op.latex.value(a, b, width),
            ...op.latex.derivatives.map((derivative) => derivative(a, b, width, "h_1")),
          ]),
          op.latex.written([a, b, a], [b, b, a], 1),
        ]);
      case "binary":
        return pairs.flatMap(([a, b]) => [
          op.latex.value(a, b),
          ...op.latex.derivatives.map((derivative) => derivative(a, b, "h")),
          op.domain?.latex(a, b) ?? "x",
        ]);
      case "loss":
        return pairs.flatMap(([f, y]) =>
          [1, 3].flatMap((width) => [
            op.latex.value(f, y, width),
            ...op.latex.derivatives.map((derivative) => derivative(f, y, width)),
          ]),
        );
      default:
        return [op.stem];
    }
  }

  test.each(ops)("of $id is legal", (op) => {
    expect(() =>
      katex.renderToString(op.stem, { strict: "error", throwOnError: true }),
    ).not.toThrow();
    for (const formula of new Set(formulasOf(op))) {
      expect(() =>
        katex.renderToString(formula, { strict: "error", throwOnError: true }),
      ).not.toThrow();
      expect(formula).not.toMatch(/\\sigma|'/);
      expect(formula).not.toMatch(/[-+]-|\\cdot ?-/);
    }
  });

  it("reads right with negative and composite numbers", () => {
    const unary = (id: string) => unaryOps.find((op) => op.id === id)?.latex;
    const binary = (id: string) => binaryOps.find((op) => op.id === id)?.latex;
    const loss = (id: string) => losses.find((op) => op.id === id)?.latex;
    expect(unary("sin")?.value("f_0")).toBe("\\sin[f_0]");
    expect(unary("sigmoid")?.value("z")).toBe("\\operatorname{sig}[z]");
    expect(unary("square")?.value("-0.4")).toBe("(-0.4)^{2}");
    expect(unary("square")?.value("1.35\\cdot 10^{-4}")).toBe("(1.35\\cdot 10^{-4})^{2}");
    expect(unary("square")?.derivative("0.5", "0.25")).toBe("2\\cdot 0.5");
    expect(unary("square")?.derivative("-0.4", "0.16")).toBe("2\\,(-0.4)");
    expect(unary("negate")?.value("-0.4")).toBe("-(-0.4)");
    expect(unary("tanh")?.derivative("x", "-0.4")).toBe("1-(-0.4)^{2}");
    expect(unary("sigmoid")?.derivative("x", "h_1")).toBe("h_1(1-h_1)");
    expect(unary("exp")?.derivative("f_1", "h_2")).toBe("h_2");
    expect(binary("subtract")?.value("-2", "-0.4")).toBe("-2-(-0.4)");
    expect(binary("subtract")?.value("a", "1.35\\cdot 10^{-4}")).toBe("a-1.35\\cdot 10^{-4}");
    expect(binary("add")?.value("a", "-0.4")).toBe("a+(-0.4)");
    expect(binary("multiply")?.value("-2", "1.35\\cdot 10^{-4}")).toBe(
      "(-2)\\cdot (1.35\\cdot 10^{-4})",
    );
    expect(loss("squared-error")?.value("f_3", "y_i", 1)).toBe("(f_3-y_i)^{2}");
    expect(loss("squared-error")?.value("f_3", "-0.4", 1)).toBe("(f_3-(-0.4))^{2}");
    expect(loss("squared-error")?.value("f_3", "y_i", 4)).toBe(
      "\\sum_{d}({f_3}_{d}-{y_i}_{d})^{2}",
    );
    expect(loss("squared-error")?.derivatives[0]("f_3", "y_i", 1)).toBe("2(f_3-y_i)");
  });
});

describe("PyTorch", () => {
  test.each(ops)("$id has an expression", (op) => {
    switch (op.kind) {
      case "unary":
        expect(op.pytorch("x1", 2)).toContain("x1");
        break;
      case "vector":
        expect(op.pytorch("a1", "b1")).toMatch(op.ports.length === 2 ? /a1.*b1/ : /a1/);
        break;
      case "binary":
        expect(op.pytorch("a1", "b1")).toMatch(/a1.*b1/);
        break;
      case "loss":
        expect(op.pytorch("f1", "y1", 2)).toMatch(/f1.*y1/);
        break;
      default:
    }
  });

  it("is exactly this", () => {
    const python = (id: OpId, ...inputs: string[]): string => {
      const op = opOf(id);
      const [a = "", b = ""] = inputs;
      if (op.kind === "unary") return op.pytorch(a, 3);
      if (op.kind === "vector") return op.pytorch(a, b);
      if (op.kind === "binary") return op.pytorch(a, b);
      if (op.kind === "loss") return op.pytorch(a, b, 2);
      if (op.kind === "linear") return op.pytorch("self.f0", inputs);
      return "";
    };
    expect(python("tanh", "f0")).toBe("torch.tanh(f0)");
    expect(python("negate", "f0 + 1")).toBe("-(f0 + 1)");
    expect(python("multiply", "h1", "-0.4")).toBe("h1 * (-0.4)");
    expect(python("power", "f0")).toBe("torch.pow(f0, 3)");
    expect(python("softmax", "f0")).toBe("torch.softmax(f0, dim=1)");
    expect(python("sum", "h0")).toBe("h0.sum(dim=1, keepdim=True)");
    expect(python("mean", "h0")).toBe("h0.mean(dim=1, keepdim=True)");
    expect(python("product", "h0")).toBe("h0.prod(dim=1, keepdim=True)");
    expect(python("dot-product", "w", "x")).toBe("(w * x).sum(dim=1, keepdim=True)");
    expect(python("concatenate", "a", "b")).toBe("torch.cat([a, b], dim=1)");
    expect(python("half-squared-error", "f3", "y")).toBe(
      "0.5 * torch.square(f3 - y).sum(dim=1, keepdim=True)",
    );
    expect(python("mean-squared-error", "f3", "y")).toBe(
      "torch.square(f3 - y).mean(dim=1, keepdim=True)",
    );
    expect(python("linear", "x")).toBe("self.f0(x)");
    expect(python("linear", "h1", "h2")).toBe("self.f0(torch.cat([h1, h2], dim=1))");
    expect(python("squared-error", "f3", "y")).toBe(
      "torch.square(f3 - y).sum(dim=1, keepdim=True)",
    );
    expect(python("huber", "f3", "y")).toContain("delta=2");
  });
});
