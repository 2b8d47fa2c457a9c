import { type Graph, type GraphNode, isLinear } from "@/graph";
import { formulaLatex, opOf } from "@/ops";
import { betaText, inputIds, inputWidth, nodeText, omegaText } from "./formulas";
import { superscriptText } from "./symbols";

/** Formulas in plain text, for sentences and for labels that are read aloud: "exp[f₁]", "β₀ + ω₀·x", "1/(f₀)²". */

/** What a node computes, in plain text; null for leaves. */
export function formulaText(graph: Graph, node: GraphNode): string | null {
  const inputs = inputIds(graph, node.id).map((id) => (id === null ? "□" : nodeText(graph, id)));
  return formulaTextOf(graph, node, inputs);
}

/** The same formula for other arguments, such as numbers, `finish` being told its LaTeX: "exp[812.4]". */
export function formulaTextOf(
  graph: Graph,
  node: GraphNode,
  inputs: readonly string[],
  finish = (latex: string) => latex,
): string | null {
  if (isLinear(node)) {
    const terms = inputs.map((input, port) => `${omegaText(graph, node, port)}·${input}`);
    const shown = terms.length <= 3 ? terms : [...terms.slice(0, 2), "…", ...terms.slice(-1)];
    return [betaText(graph, node), ...shown].join(" + ");
  }
  const [a = "□", b = "□"] = inputs;
  const formula = formulaLatex(opOf(node.op), [a, b], inputWidth(graph, node.id));
  return formula === null ? null : plainFormula(finish(formula));
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\\(?:left|right)(?![a-z])/g, ""],
  [/\\operatorname\{(\w+)\}/g, "$1"],
  [/\\mathbb\{1\}/g, "1"],
  [/\\sum_\{\w\}/g, "Σ "],
  [/\\prod_\{[^{}]*\}/g, "Π "],
  [/\\[lr]vert\s?/g, "|"],
  [/\\cdot\s?/g, " · "],
  [/\\le\s?/g, " ≤ "],
  [/\\ge\s?/g, " ≥ "],
  [/\\neq\s?/g, " ≠ "],
  [/\\pi\s?/g, "π"],
  [/\\delta\s?/g, "δ"],
  [/\\,/g, " "],
  [/\{([^{}]*)\}_\{(\w)\}/g, "$1_$2"],
  [/_\{(\w)\}/g, "_$1"],
  [/_\{δ\}/g, ""],
  [/\\([a-z]+)(?=\[)/g, "$1"],
  [/-/g, "−"],
  [/(?<=[^\s([,=])([−+>])(?=[^\s])/g, " $1 "],
];

/** LaTeX of an op's formula as plain text. */
export function plainFormula(latex: string): string {
  // Exponents first, so that no braces are left in what stands in a fraction.
  let text = latex.replace(/\^\{([^{}]*)\}/g, (_, script) => superscriptText(String(script)));
  for (let before = ""; before !== text; ) {
    before = text;
    text = text
      .replace(/\\sqrt\{([^{}]*)\}/g, "√($1)")
      .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, above, below) => {
        return `${group(String(above))}/${group(String(below))}`;
      });
  }
  for (const [pattern, replacement] of WORDS) text = text.replace(pattern, replacement);
  return text.trim();
}

function group(part: string): string {
  return /^(?:[^\s+\-−·/\\]|√)+$/.test(part) ? part : `(${part})`;
}
