import type { NodeId, WireIndex } from "@/graph";
import { numberLatex } from "../numbers";

/** Equations as the stage shows them: lines of segments, each rendered on its own, so that it can be tinted or hovered. */

export type Segment =
  | PlainSegment
  | FactorSegment
  /** What is already known: one stored number, which `label` names ("∂ℓᵢ/∂h₃ = 2.234"). */
  | {
      readonly kind: "known";
      readonly segments: readonly (PlainSegment | FactorSegment)[];
      /** LaTeX. */
      readonly label: string;
      /** The numbered step that stored it. */
      readonly step: number;
      readonly node: NodeId;
    }
  /** What the forward pass left behind: f₂, h₂, and their numbers. */
  | {
      readonly kind: "forward";
      readonly latex: string;
      readonly node: NodeId;
      /** The numbered step that computed it; 0 for what was given. */
      readonly step: number;
    };

/** LaTeX that is only read: pointing at it lights nothing. */
export interface PlainSegment {
  readonly kind: "plain";
  readonly latex: string;
}

/** A factor that belongs to a wire: hovering lights that wire. */
export interface FactorSegment {
  readonly kind: "factor";
  readonly latex: string;
  /** Index in `graph.wires`. */
  readonly wire: WireIndex;
}

/** One line: the rule in symbols, its local derivatives, the rule in numbers, or what comes out. */
export interface EquationLine {
  readonly kind: "symbolic" | "local" | "numbers" | "result";
  readonly segments: readonly Segment[];
}

/** LaTeX that stands for itself. */
export function plain(latex: string): PlainSegment {
  return { kind: "plain", latex };
}

/** LaTeX of a factor of the chain rule, which lights its wire when it is pointed at. */
export function factor(latex: string, wire: WireIndex): FactorSegment {
  return { kind: "factor", latex, wire };
}

/** A relation or operator on its own; the empty groups give it the space that it has between two sides. */
export function operator(latex: string): PlainSegment {
  return plain(`{}${latex}{}`);
}

/** The relation between the two sides of a line. */
export const EQUALS = operator("=");

/** = or ≈ */
export function relationSegment(relation: "=" | "≈"): PlainSegment {
  return relation === "=" ? EQUALS : operator("\\approx");
}

/** Parentheses high enough for fractions. */
export function inParentheses(
  segments: readonly (PlainSegment | FactorSegment)[],
): (PlainSegment | FactorSegment)[] {
  return [plain("\\biggl("), ...segments, plain("\\biggr)")];
}

/** Something that stands for an argument in a formula: the LaTeX it has there and the node that it comes from. */
export interface Argument {
  readonly latex: string;
  readonly node: NodeId | null;
  readonly step: number;
}

/** Private characters: they stand for arguments while an op puts its formula together, then are cut out. */
const FIRST_MARK = 0xe000;

/**
 * The segments of a formula that `render` makes of arguments: each argument becomes a segment of its own, so that it
 * can be tinted. Where that would tear TeX groups apart (a fraction), the whole formula is one segment.
 */
export function formulaSegments(
  render: (inputs: readonly string[]) => string,
  inputs: readonly Argument[],
): Segment[] {
  const marks = inputs.map(({ latex }, index) =>
    markFor(latex, String.fromCharCode(FIRST_MARK + index)),
  );
  const formula = render(marks);
  const segments: Segment[] = [];
  let text = "";
  for (let offset = 0; offset < formula.length; ) {
    const found = findArgument(formula, offset, marks);
    if (!found) {
      text += formula.charAt(offset++);
      continue;
    }
    const input = inputs[found.index] as Argument;
    if (text !== "") segments.push(plain(text));
    text = "";
    const latex = found.unit === "" && found.script === "" ? input.latex : `{${input.latex}}`;
    segments.push(argumentSegment(input, latex + found.unit + found.script));
    offset += found.length;
  }
  if (text !== "") segments.push(plain(text));
  if (segments.every(isWhole)) return segments.map(spaced);
  const whole = render(inputs.map(({ latex }) => latex));
  const used = inputs.filter((_, index) => formula.includes(marks[index] as string));
  const nodes = new Set(used.map(({ node }) => node));
  const [only] = used;
  return [only && nodes.size === 1 ? argumentSegment(only, whole) : plain(whole)];
}

function argumentSegment(input: Argument, latex: string): Segment {
  return input.node === null
    ? plain(latex)
    : { kind: "forward", latex, node: input.node, step: input.step };
}

/** Binds as tightly as what it stands for, so that an op sets the same parentheses around it. */
function markFor(latex: string, character: string): string {
  if (/^-/.test(latex)) return `-${character}`;
  if (/^[\d.]+\\cdot/.test(latex)) return `0\\cdot ${character}`;
  if (/^\d/.test(latex)) return `0${character}`;
  return latex.includes("^") ? `${character}^${character}` : character;
}

interface Found {
  readonly index: number;
  readonly length: number;
  /** "_{d}" where the op takes one unit of it. */
  readonly unit: string;
  /** "^{2}", which TeX wants next to its base. */
  readonly script: string;
}

function findArgument(formula: string, offset: number, marks: readonly string[]): Found | null {
  const rest = formula.slice(offset);
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index] as string;
    const indexed = rest.startsWith(`{${mark}}_{`)
      ? /^_\{[a-z]\}/.exec(rest.slice(mark.length + 2))
      : null;
    if (!indexed && !rest.startsWith(mark)) continue;
    const unit = indexed?.[0] ?? "";
    const core = indexed ? mark.length + 2 + unit.length : mark.length;
    const script = /^\^\{\d\}/.exec(rest.slice(core))?.[0] ?? "";
    return { index, length: core + script.length, unit, script };
  }
  return null;
}

/** Can this piece be rendered on its own? */
function isWhole(segment: Segment): boolean {
  if (segment.kind !== "plain") return true;
  let depth = 0;
  for (const character of segment.latex) {
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (depth < 0) return false;
  }
  const lefts = segment.latex.split(/\\left(?![a-z])/).length;
  const rights = segment.latex.split(/\\right(?![a-z])/).length;
  return depth === 0 && lefts === rights && !/[_^]$/.test(segment.latex);
}

const OPERATOR = "(?:[-+>]|\\\\(?:cdot|times|le)(?![a-z]))";

/** Gives an operator at the edge of a piece the space that it would have between its two sides. */
function spaced(segment: Segment, index: number, all: readonly Segment[]): Segment {
  if (segment.kind !== "plain") return segment;
  let { latex } = segment;
  if (index > 0) latex = latex.replace(new RegExp(`^(?=${OPERATOR})`), "{}");
  if (index < all.length - 1 && index > 0)
    latex = latex.replace(new RegExp(`(${OPERATOR}\\s*)$`), "$1{}");
  return { ...segment, latex };
}

/** LaTeX of a sum of products with numbers put in: "0.4+3\times 0.6574", "(-0.7535)\times 2.234". */
export function sumLatex(terms: readonly (readonly number[])[], digits: number): string {
  return terms
    .map((factors, index) => {
      const product = productLatex(factors, digits);
      if (index === 0) return product;
      return product.startsWith("-") ? product : `+${product}`;
    })
    .join("");
}

/**
 * The same, a segment for each term: a sum that is wider than its line breaks before a sign. Of more than `most` terms the
 * first two and the last.
 */
export function sumSegments(
  terms: readonly (readonly number[])[],
  digits: number,
  most = Number.POSITIVE_INFINITY,
): PlainSegment[] {
  const segments = terms.map((factors, index) => {
    if (terms.length > most && index > 2 && index < terms.length - 1) return null;
    if (terms.length > most && index === 2) return plain("{}+\\cdots");
    const product = productLatex(factors, digits);
    if (index === 0) return plain(product);
    return plain(product.startsWith("-") ? `{}${product}` : `{}+${product}`);
  });
  return segments.filter((segment) => segment !== null);
}

/** The terms of a sum that `sumSegments` writes out. */
export function writtenTerms<Term>(terms: readonly Term[], most: number): readonly Term[] {
  return terms.length > most ? [...terms.slice(0, 2), ...terms.slice(-1)] : terms;
}

function productLatex(factors: readonly number[], digits: number): string {
  const numbers = factors.map((value) => numberLatex(value, digits));
  if (numbers.length === 1) return numbers[0] ?? "";
  return numbers
    .map((number) => (number.startsWith("-") ? `(${number})` : number))
    .join("\\times ");
}

const LEADING_GROUP = new RegExp(`\\{\\}(?=\\s*(?:=|\\\\approx|${OPERATOR}))`, "g");
const TRAILING_GROUP = new RegExp(`(=|\\\\approx|${OPERATOR})\\s*\\{\\}`, "g");

/** The LaTeX of a line, put together again for copying: the empty groups that made space are not needed then. */
export function lineLatex(line: EquationLine): string {
  return line.segments
    .map(segmentLatex)
    .join(" ")
    .replace(LEADING_GROUP, "")
    .replace(TRAILING_GROUP, "$1");
}

function segmentLatex(segment: Segment): string {
  return segment.kind === "known" ? segment.segments.map(segmentLatex).join(" ") : segment.latex;
}

/** A whole explanation for copying: the equation, its numbers and its result, then the local derivatives. */
export function copyOf(lines: readonly EquationLine[]): string {
  const main = lines.filter((line) => line.kind !== "local");
  const rows = [...main, ...lines.filter((line) => line.kind === "local")].map((line) => {
    const latex = lineLatex(line);
    return latex.replace(/(?:=|\\approx)/, (relation) => `&${relation}`);
  });
  return rows.length === 0 ? "" : `\\begin{aligned}\n${rows.join(" \\\\\n")}\n\\end{aligned}`;
}

/** The LaTeX of segments without the space between them. */
export function textOf(side: readonly Segment[]): string {
  return side
    .map((segment) =>
      segment.kind === "known"
        ? segment.segments.map(({ latex }) => latex).join("")
        : segment.latex,
    )
    .join("")
    .replace(/\{\}|\s/g, "");
}
