import { describe, expect, it } from "vitest";
import { documentOf, leaf, toyNetwork } from "../document.test-support";
import { symbolOfName } from "../letters";
import { withFormulas } from "./formula-graph";

import type { Term } from "./formula-terms";
import { type NumberList, readFormula } from "./formula-text";

/** A term as it would be written in Lisp. */
function lisp(term: Term | NumberList): string {
  if (term.kind === "list") return `[${term.values.join(" ")}]`;
  if (term.kind === "number") return String(term.value);
  if (term.kind === "name") return term.name;
  const number = term.setting ?? term.units;
  const setting = number === undefined ? "" : `:${number}`;
  return `(${[term.op + setting, ...term.inputs.map(lisp)].join(" ")})`;
}

function read(text: string): string {
  const formulas = readFormula(text);
  if (!formulas.ok) return `${formulas.problem.reason} ${formulas.problem.found}`.trim();
  return formulas.value
    .map(({ name, term }) => (name === null ? lisp(term) : `${name}=${lisp(term)}`))
    .join("; ");
}

describe("a typed formula", () => {
  it.each([
    ["(x + y)z", "(multiply (add x y) z)"],
    ["a - b - c", "(subtract (subtract a b) c)"],
    ["−x^2", "(negate (square x))"],
    ["2x^3^1", "(multiply 2 (power:3 x))"],
    ["b**3 + a·b", "(add (power:3 b) (multiply a b))"],
    ["x^-1", "(power:-1 x)"],
    ["1/(1 + e^(-s))", "(reciprocal (add 1 (exp (negate s))))"],
    ["½(f − y)^2", "(multiply 0.5 (square (subtract f y)))"],
    ["1/2*4", "2"],
    ["x(y+z)", "(multiply x (add y z))"],
    ["σ(w0 x0)", "(sigmoid (multiply w0 x0))"],
    ["max(z, w) + ln(x)", "(add (maximum z w) (log x))"],
    ["√x + sqrt(y)", "(add (sqrt x) (sqrt y))"],
    ["(b + a).relu()", "(relu (add b a))"],
    ["pow(x, 2.5)", "(power:2.5 x)"],
    ["dot(w, softmax(x))", "(dot-product w (softmax x))"],
    ["c = a + b; c += c + 1", "c=(add a b); c=(add c (add c 1))"],
    ["x = −2, y = 5\nf = x y", "x=-2; y=5; f=(multiply x y)"],
    ["e = c − d; f = e^2", "e=(subtract c d); f=(square e)"],
    ["x² + x⁻¹ − x¹²", "(subtract (add (square x) (power:-1 x)) (power:12 x))"],
    ["|x − y| + 2|z|", "(add (abs (subtract x y)) (multiply 2 (abs z)))"],
    ["\\sigma(x) \\cdot \\theta_{11}", "(multiply (sigmoid x) theta_{11})"],
    ["y = sigmoid x", "y=(sigmoid x)"],
    ["sin 2x cos y + log x^2", "(add (multiply (sin (multiply 2 x)) (cos y)) (log (square x)))"],
    ["s x(y)", "(multiply (multiply s x) y)"],
    ["f = linear(x, 3)", "f=(linear:3 x)"],
    ["linear(x, y)", "(linear x y)"],
    ["L = cross_entropy(f, y)", "L=(softmax-cross-entropy f y)"],
    ["x = [1, −2, .5]; y = [3]", "x=[1 -2 0.5]; y=[3]"],
    ["π r^2", `(multiply ${Math.PI} (square r))`],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["", "operand"],
    ["x +", "operand"],
    ["(x + y", "parenthesis ("],
    ["x + y)", "parenthesis )"],
    ["x # y", "character #"],
    ["foo(x)", "function foo"],
    ["relu(x, y)", "arguments relu"],
    ["x^y", "exponent"],
    ["1/0", "not-finite"],
    ["x = 1e999", "not-finite"],
    ["x = -1e999", "not-finite"],
    ["pow(x, 1e999)", "not-finite"],
    ["x = = y", "operand ="],
    ["x = [1, y]", "list"],
    ["x = []", "list"],
    ["x = [1, 2", "parenthesis ["],
    ["x + [1]", "operand ["],
    ["|x + y", "parenthesis |"],
    ["linear(x, 1.5)", "units linear"],
    ["linear(x, 0)", "units linear"],
    ["constructor(x)", "function constructor"],
    ["__proto__ + 1", "character _"],
    ["x.toString()", "function toString"],
    [`${"(".repeat(100)}x${")".repeat(100)}`, "too-long"],
    ["x+".repeat(2000), "too-long"],
  ])("%s is none, and it is said why", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("a typed name", () => {
  it.each([
    ["w0", "w_0"],
    ["w₁₂", "w_{12}"],
    ["w_12", "w_{12}"],
    ["θ11", "\\theta_{11}"],
    ["net_h1", "net_{h1}"],
    ["net_h_1", "net_{h,1}"],
    ["w1_2", "w_{1,2}"],
    ["x_{in}", "x_{in}"],
    ["x1y", "x1y"],
    ["xᵢ", "x_i"],
    ["φ", "\\phi"],
    ["ϕ₀", "\\phi_0"],
    ["phi1", "\\phi_1"],
    ["varphi", "\\varphi"],
    ["ε", "\\epsilon"],
    ["Δx", "\\Delta x"],
    ["αβ", "\\alpha\\beta"],
    ["h_θ", "h_{\\theta}"],
    ["µ", "\\mu"],
    ["constructor", "constructor"],
    ["toString1", "toString_1"],
  ])("%s is the symbol %s", (name, symbol) => {
    expect(symbolOfName(name)).toBe(symbol);
  });
});

describe("a built formula", () => {
  function build(text: string, document = toyNetwork()) {
    const statements = readFormula(text);
    if (!statements.ok) throw new Error(text);
    return withFormulas(document, statements.value);
  }

  it("goes on from the nodes that bear its names, and makes the others", () => {
    const built = build("p = h3·w1 + b");
    if (!built.ok) throw new Error("It is not built.");
    const { document, nodes, result } = built.value;
    const found = nodes.map((id) => document.graph.nodes.find((node) => node.id === id));
    expect(found.map((node) => `${node?.op} ${node?.symbol}`)).toEqual([
      "parameter w_1",
      expect.stringMatching(/^multiply /),
      "parameter b",
      "add p",
    ]);
    expect(document.graph.wires.some(({ source }) => source === "h3")).toBe(true);
    expect(result).toBe(nodes.at(-1));
  });

  const bearers = (text: string, ...before: string[]) => {
    const first = before.reduce((document, each) => {
      const built = build(each, document);
      if (!built.ok) throw new Error(each);
      return built.value.document;
    }, toyNetwork());
    const built = build(text, first);
    if (!built.ok) throw new Error(text);
    const { document, nodes } = built.value;
    return document.graph.nodes
      .filter(({ id }) => nodes.includes(id))
      .map(({ op, symbol }) => `${op} ${symbol}`);
  };

  it.each([
    ["φ1·a", "ϕ₁ + phi_1 + 2"],
    ["net_h1·a", "net_h1 + neth1 + 2"],
    ["a1·b", "a1 + a_1 + a₁ + 2"],
  ])("of what is there by a name makes no second one: %s; %s", (first, second) => {
    const made = bearers(second, first);
    expect(made.filter((each) => /^(input|parameter)/.test(each))).toEqual([]);
  });

  it("tells ξ from x_i, and finds either by what can be typed", () => {
    expect(bearers("ξ + x_i")[0]).toBe("input \\xi");
    expect(bearers("xi + 1").some((each) => each.startsWith("input"))).toBe(false);
    expect(bearers("xi + 1", "ξ·a")).toHaveLength(2);
  });

  it("makes parameters of the lecture's letters, and of nothing else inputs that are trained", () => {
    expect(bearers("φ0 + θ1·x + beta + omega_1 + ρ + constructor")).toEqual(
      expect.arrayContaining([
        "parameter \\phi_0",
        "parameter \\theta_1",
        "parameter \\beta",
        "parameter \\omega_1",
        "input \\rho",
        "input constructor",
      ]),
    );
  });

  it("gives constants symbols that neither the formulas nor the document have", () => {
    const symbols = bearers("c·k1 + 3", "c2 + c3 + c4").map((each) => each.split(" ")[1]);
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  it("goes on from the last result of a name, in the next text as well", () => {
    const first = build("c = x + 1; c += 2");
    if (!first.ok) throw new Error("It is not built.");
    const second = build("c = c·c", first.value.document);
    if (!second.ok) throw new Error("It is not built.");
    const { nodes, wires } = second.value.document.graph;
    const bearers = nodes.filter(({ symbol }) => symbol === "c").map(({ id }) => id);
    expect(bearers).toEqual([second.value.result]);
    const into = wires.filter(({ target }) => target === second.value.result);
    expect(into.map(({ source }) => source)).toEqual([first.value.result, first.value.result]);
  });

  it("gives a number to every unit of what bears a name", () => {
    const built = build("x = 3", documentOf([["x", "input", leaf([1, 2, 3, 4])]], []));
    if (!built.ok) throw new Error("It is not built.");
    const { document, given, nodes } = built.value;
    expect(document.data.columns.get("x")).toEqual(Array(4).fill(Float64Array.of(3)));
    expect([[...given], nodes]).toEqual([[["x", [3]]], []]);
  });

  it("makes a classifier: units by their numbers, and what a loss compares a target", () => {
    const built = build(
      "u = [1, 2, 3, 4]; f = linear(u, 3); L = cross_entropy(f, t); t = [0, 0, 1]",
    );
    if (!built.ok) throw new Error("It is not built.");
    const { document, nodes, output } = built.value;
    const found = nodes.map((id) => document.graph.nodes.find((node) => node.id === id));
    expect(
      found.map((node) => [node?.op, node?.symbol, node && "width" in node ? node.width : null]),
    ).toEqual([
      ["input", "u", 4],
      ["linear", "f", 3],
      ["target", "t", 3],
      ["softmax-cross-entropy", "L", null],
    ]);
    expect(output).toBe(nodes.at(-1));
    const [input, , target] = nodes;
    const column = (id = "") => document.data.columns.get(id)?.map((unit) => unit[0]);
    expect(column(input)).toEqual([1, 2, 3, 4]);
    expect(column(target)).toEqual([0, 0, 1]);
  });

  it("widens what has to fit with what gets more numbers", () => {
    const built = build("f = linear(u); L = cross_entropy(f, t); t = [0, 0, 1]");
    if (!built.ok) throw new Error("It is not built.");
    const { nodes } = built.value.document.graph;
    const widths = nodes.flatMap((node) =>
      "width" in node && built.value.nodes.includes(node.id)
        ? [`${node.symbol} ${node.width}`]
        : [],
    );
    expect(widths).toEqual(["u 1", "f 3", "t 3"]);
  });

  it.each([
    ["f=(x+y)*z; x=-2; y=5; z=-4", "f", "f"],
    ["x=-2; y=5; z=-4; f=(x+y)*z", "f", "f"],
    ["q = x + y; f = q z; q", "f", "f"],
    ["f = q z; q = 3; r = f + q; z = 2", "r", "r"],
    ["a = u v; b = u + v; u = 1", "b", "b"],
    ["c = u + 1; c += c; u = 2", "c", "c"],
    ["u = 1; v = 2", null, "v"],
    ["g = h_3", null, "h_3"],
  ])("%s: the output is %s", (text, output, result) => {
    const built = build(text);
    if (!built.ok) throw new Error("It is not built.");
    const symbolOf = (id: string | null) =>
      built.value.document.graph.nodes.find((node) => node.id === id)?.symbol ?? null;
    expect(symbolOf(built.value.output)).toBe(output);
    expect(symbolOf(built.value.result)).toBe(result);
    // It is given as what was built, not made the document's.
    expect(built.value.document.graph.output).toBe(toyNetwork().graph.output);
  });

  it("gives numbers to names, and refuses what would be none", () => {
    const built = build("x = 4; β = 0.5; x + β");
    if (!built.ok) throw new Error("It is not built.");
    // The input that is there gets the number.
    expect(built.value.document.data.columns.get("x")).toEqual([Float64Array.of(4)]);
    expect(built.value.nodes).toHaveLength(2);
    const alone = build("0, 5");
    expect(alone.ok ? null : alone.problem).toMatchObject({ reason: "number-alone", found: "0" });
    // Nothing goes on from a loss.
    const beyond = build("ℓ_i + 1");
    expect(beyond.ok ? null : beyond.problem.kind).toBe("loss-ends");
  });
});
