import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { letters, symbolOfName } from "@/graph";
import { KATEX_OPTIONS, type Katex } from "./katex.test-support";
import { isAllowedSymbol, symbolLatex, symbolText, typedSymbol } from "./symbols";

const katex: Katex = createRequire(import.meta.url)("katex");
const render = (latex: string) => katex.renderToString(latex, KATEX_OPTIONS);

describe("what a symbol may be", () => {
  const allowed: Record<string, string> = {
    f_0: "f₀",
    h_1: "h₁",
    x: "x",
    "\\omega_k": "ωₖ",
    "\\theta_{11}": "θ₁₁",
    "\\omega_{0,1}": "ω₀,₁",
    "\\ell_i": "ℓᵢ",
    "\\ell": "ℓ",
    y_i: "yᵢ",
    "\\phi_0": "ϕ₀",
    "\\varphi_\\phi": "φᵩ",
    "\\theta_{*1}": "θ_(*1)",
    "h_{k-1}": "hₖ₋₁",
    "x^2": "x²",
    "\\hat{y}": "ŷ",
    "\\hat y_i": "ŷᵢ",
    "\\mathbf{W}_2": "W₂",
    "\\Omega": "Ω",
    "\\ell_i^{\\text{zeros}}": "ℓᵢᶻᵉʳᵒˢ",
    "\\ell_i^{\\text{too small}}": "ℓᵢᵗᵒᵒ ˢᵐᵃˡˡ",
    "\\text{log-loss}": "log-loss",
    x_i1: "xᵢ1",
    "\\alpha x": "αx",
    ab: "ab",
  };

  test.each(Object.entries(allowed))("%s is shown as it is, and read as %s", (symbol, text) => {
    expect(isAllowedSymbol(symbol)).toBe(true);
    expect(symbolLatex(symbol)).toBe(symbol);
    expect(symbolText(symbol).normalize("NFC")).toBe(text.normalize("NFC"));
    expect(() => render(symbol)).not.toThrow();
  });

  test.each([
    [" f_0 ", "f_0"],
    ["φ", "\\phi"],
    ["ϕ₁₂", "\\phi_{12}"],
    ["w_1_2", "w_{1,2}"],
    ["net", "net"],
    ["hidden unit", "hidden unit"],
    ["größe_1", "größe_1"],
    ["\\foo", "\\foo"],
    ["__proto__", "__proto__"],
    ["", ""],
  ])("%s typed is %s", (text, symbol) => {
    expect(typedSymbol(text)).toBe(symbol);
  });

  test("every name that a formula may have is one", () => {
    const character = fc.constantFrom(..."abxyzABZ019_₀₁ᵢφε", ...letters.values());
    const names = fc
      .string({ unit: character, minLength: 1, maxLength: 12 })
      .filter((name) => /^\p{L}+(?:_?[\p{L}\d₀₁])*$/u.test(name) && !name.startsWith("ᵢ"));
    fc.assert(
      fc.property(names, (name) => {
        const symbol = symbolOfName(name);
        expect(isAllowedSymbol(symbol), `${name}: ${symbol}`).toBe(true);
        expect(symbolOfName(symbolText(symbol).replace(/[()]/g, ""))).toBe(symbol);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  const hostile = [
    "\\href{javascript:alert(1)}{x}",
    "\\def\\x{\\x\\x}\\x",
    "\\includegraphics{https://example.org/a.png}",
    "\\htmlClass{a}{b}",
    "\\rule{9999em}{9999em}",
    "\\gdef\\a{}",
    "x_",
    "_x",
    "x__2",
    "x_1_2",
    "\\text{a_b}",
    "\\text{a\\href{b}{c}}",
    "\\text{}",
    "\\text{a",
    "\\text a",
    "hidden_layer_activation_1",
    "W_out",
    "{x}",
    "x}",
    "x_{1",
    "x_{}",
    "f'",
    "\\frac{1}{2}",
    "\\hat",
    "\\hat{}",
    "\\",
    "$x$",
    "%",
    "x&y",
    "a b",
    "x~y",
    "<script>alert(1)</script>",
    "\u0000\u0007",
    "\ud800",
    "\u202eabc",
    "e\u0301\u0301",
    "名前 😀",
    "",
    "x_{a_{b_{c_{d_e}}}}",
    `${"{".repeat(5000)}${"}".repeat(5000)}`,
    "\\hat".repeat(2500),
    "x".repeat(10_000),
    "\\".repeat(10_000),
  ];

  test.each(hostile)("%j is shown as text", (symbol) => {
    expect(isAllowedSymbol(symbol)).toBe(false);
    const latex = symbolLatex(symbol);
    expect(latex).toMatch(/^\\text\{.*\}$/s);
    const html = render(latex);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<img");
    expect(html).not.toMatch(/href\s*=/);
    expect(Array.from(symbolText(symbol)).length).toBeLessThanOrEqual(201);
  });

  test("text keeps what was written", () => {
    expect(symbolLatex("my_node 50%")).toBe("\\text{my\\_node 50\\%}");
    expect(symbolText("my_node 50%")).toBe("my_node 50%");
    expect(symbolLatex("\\def")).toBe("\\text{\\textbackslash{}def}");
    expect(symbolText("")).toBe("?");
  });
});

describe("any string", () => {
  const alphabet = Array.from("\\{}_^$%&#~'\"<>[]() abxyℓθ012\n\t");
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...alphabet),
      fc.constantFrom("\\hat", "\\theta", "\\ell", "\\href", "\\def", "_{", "^{", "\\mathbf"),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 60 },
  );

  test("renders, on its own and inside a formula, and has a text", () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const symbol = parts.join("");
        const latex = symbolLatex(symbol);
        render(latex);
        render(`\\frac{\\partial ${latex}}{\\partial ${latex}}+{${latex}}^{2}+{${latex}}_{d}`);
        expect(symbolText(symbol)).not.toBe("");
        expect(symbolText(symbol)).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe("symbols of layers and of other scripts", () => {
  test.each([
    ["W^{(1)}", "W⁽¹⁾"],
    ["z^{[1]}", "z[¹]"],
    ["W^{T}", "Wᵀ"],
    ["\\theta^{*}", "θ*"],
    ["\\ell_i^{\\text{zeros}}", "ℓᵢᶻᵉʳᵒˢ"],
    ["\\text{hidden 2}", "hidden 2"],
    ["h_1^{(2)}", "h₁⁽²⁾"],
  ])("%s is a symbol", (symbol, text) => {
    expect(isAllowedSymbol(symbol)).toBe(true);
    expect(symbolText(symbol)).toBe(text);
  });

  test.each(["W^(", "W^{(1}", "W^{1)}", "W^{(1]}", "(", "W(1)", "[1]"])("%s is none", (symbol) => {
    expect(isAllowedSymbol(symbol)).toBe(false);
  });

  test.each(["किताब", "भार", "எடை", "น้ำหนัก"])("%s keeps its vowels", (symbol) => {
    expect(symbolText(symbol)).toBe(symbol.normalize("NFC"));
    expect(symbolLatex(symbol)).toContain(symbol.normalize("NFC"));
  });
});
