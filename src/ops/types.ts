/**
 * What an operation has to say about itself. An op is one object in one file; nothing elsewhere switches on its id.
 * All arrays are Float64Array arenas, row-major B × D; a loop reads and writes `count` numbers from the given offsets.
 * What a loop writes never overlaps what it reads, except that `linear` adds to what stands there already.
 *
 * PyTorch expressions presume `import torch` and `import torch.nn.functional as F`, and values of B × D; losses keep
 * B × 1, because B and B × 1 would broadcast to B × B in silence.
 */

import type { BinaryParts, LinearParts } from "./linear-parts";
import type { addFourUnits, backwardOfFourUnits } from "./linear-units";

/** Where the palette shows an op. */
export type OpGroup = "numbers" | "combine" | "functions" | "activations" | "losses";

interface OpBase {
  readonly id: string;
  /** The version of links and files that first knows it, where that is not the first: an older page then says so. */
  readonly since?: number;
  /** What a person calls it, sentence case: "Squared error". */
  readonly title: string;
  /** Other words and signs by which somebody looks for it: "mse", "×". */
  readonly searchNames?: readonly string[];
  /** Tells nothing of a single unit: softmax of one is 1 whatever it is. */
  readonly ofSeveral?: true;
  /** Each of its units is a probability: what it speaks of is undecided where that is ½. */
  readonly isProbability?: true;
  readonly group: OpGroup;
  /** Stem of the symbol that a new node gets, LaTeX: "h", "f", "\\ell". */
  readonly stem: string;
}

/** A node that owns its numbers. */
export interface LeafOp extends OpBase {
  readonly kind: "leaf";
  /** Has one row for each sample (B × D); otherwise one row that serves every sample (1 × D). */
  readonly perSample: boolean;
  /** Its derivative is a partial: averaged over the batch and changed by training. */
  readonly trainable: boolean;
  /** Is what a loss compares with: it belongs at the second port. */
  readonly isTarget?: true;
  /** What each of its numbers is when it is new. A target of 0 leaves a new loss something to descend. */
  readonly initial: number;
}

/** Where an element-wise op has a value; outside, that is NaN, or infinite at the edge. */
export interface Domain {
  /** For an input from each port, and the setting of an op that has one. */
  contains(...inputs: readonly number[]): boolean;
  /** The condition in LaTeX for the same arguments: "x > 0". */
  latex(...inputs: readonly string[]): string;
}

/** A flat tail, where an op saturates. Both ends exclusive: x < below or x > above lies on it. */
export interface Tails {
  readonly below?: number;
  readonly above?: number;
  /** The largest |local derivative| anywhere; under 5 % of it, on a tail, the unit is saturated. */
  readonly largest: number;
}

/** h = op[x], unit by unit. `setting` is the node's, where the op has one; the others look past it. */
export interface UnaryOp extends OpBase {
  readonly kind: "unary";
  readonly setting?: Setting;
  value(x: number, setting: number): number;
  /** Local derivative ∂h/∂x; `h` is value(x), handed over because many formulas reuse it. */
  derivative(x: number, h: number, setting: number): number;
  /** out[i] = value(x[i]); offsets into the arena of values. */
  forward(values: Float64Array, x: number, out: number, count: number, setting: number): void;
  /** to[i] = ∂h/∂x · upstream[i], an IEEE product; x and out in `values`, upstream and to in `derivatives`. */
  backward(
    values: Float64Array,
    x: number,
    out: number,
    derivatives: Float64Array,
    upstream: number,
    to: number,
    count: number,
    setting: number,
  ): void;
  readonly latex: {
    /** op[x] in the lecture's square brackets, for a symbol or a number. */
    value(x: string): string;
    /** ∂h/∂x as a formula of x and h. */
    derivative(x: string, h: string): string;
  };
  /** PyTorch expression for argument expressions. */
  pytorch(x: string, setting: number): string;
  readonly tails?: Tails;
  /** True where the unit is clipped and passes nothing (ReLU): up to some bound, and nowhere above it. */
  clips?(x: number): boolean;
  readonly domain?: Domain;
  /** Part of the x axis that its little curve shows. */
  readonly curve: readonly [from: number, to: number];
  /** Points of its domain, away from kinks, on which it is tested. */
  readonly samples: readonly number[];
  /** Where it is not differentiable, and the derivative we state there. */
  readonly kinks: readonly { readonly at: number; readonly derivative: number }[];
  /** Further kinks, of an op whose setting moves them. */
  isKink?(x: number, setting: number): boolean;
  /** Present where op[x] is linear between breaks. */
  readonly linearParts?: LinearParts;
}

/** h = op[a, b], unit by unit. */
export interface BinaryOp extends OpBase {
  readonly kind: "binary";
  /** Names of the two ports. */
  readonly ports: readonly [string, string];
  value(a: number, b: number): number;
  /** Local derivatives ∂h/∂a and ∂h/∂b. */
  readonly derivatives: readonly [
    (a: number, b: number, h: number) => number,
    (a: number, b: number, h: number) => number,
  ];
  forward(values: Float64Array, a: number, b: number, out: number, count: number): void;
  /** toA[i] = ∂h/∂a · upstream[i] and likewise toB, IEEE products. */
  backward(
    values: Float64Array,
    a: number,
    b: number,
    out: number,
    derivatives: Float64Array,
    upstream: number,
    toA: number,
    toB: number,
    count: number,
  ): void;
  readonly latex: {
    value(a: string, b: string): string;
    readonly derivatives: readonly [
      (a: string, b: string, h: string) => string,
      (a: string, b: string, h: string) => string,
    ];
  };
  pytorch(a: string, b: string): string;
  readonly domain?: Domain;
  readonly samples: readonly (readonly [number, number])[];
  readonly kinks: readonly {
    readonly at: readonly [number, number];
    readonly derivatives: readonly [number, number];
  }[];
  /** Present where joints go through it exactly. */
  readonly linearParts?: BinaryParts;
}

/**
 * f = β + Ω·concat(inputs), any number of wires. Each wire owns its columns of Ω, a block of D × inputWidth, row-major;
 * kernels work wire by wire. `rows` samples are processed from the given offsets; D = width.
 */
export interface LinearOp extends OpBase {
  readonly kind: "linear";
  /** out[r, d] = beta[d] */
  fill(
    values: Float64Array,
    out: number,
    rows: number,
    width: number,
    parameters: Float64Array,
    beta: number,
  ): void;
  /** out[r, d] = beta[d] + omega[d] · input[r]: `fill` and `add` in one walk, for an input of one unit. */
  fillFromUnit(
    values: Float64Array,
    input: number,
    out: number,
    rows: number,
    width: number,
    parameters: Float64Array,
    beta: number,
    omega: number,
  ): void;
  /** out[r, d] += Σₖ omega[d, k] · input[r, k] */
  add(
    values: Float64Array,
    input: number,
    inputWidth: number,
    out: number,
    rows: number,
    width: number,
    parameters: Float64Array,
    omega: number,
  ): void;
  /** to[r, k] = Σ_d omega[d, k] · upstream[r, d] */
  contribute(
    derivatives: Float64Array,
    upstream: number,
    to: number,
    inputWidth: number,
    rows: number,
    width: number,
    parameters: Float64Array,
    omega: number,
  ): void;
  /** gradient[beta + d] += Σ_r upstream[r, d] */
  addBetaPartials(
    derivatives: Float64Array,
    upstream: number,
    rows: number,
    width: number,
    partials: Float64Array,
    beta: number,
  ): void;
  /** gradient[omega + d·inputWidth + k] += Σ_r upstream[r, d] · input[r, k] */
  addOmegaPartials(
    values: Float64Array,
    input: number,
    inputWidth: number,
    derivatives: Float64Array,
    upstream: number,
    rows: number,
    width: number,
    partials: Float64Array,
    omega: number,
  ): void;
  /** addBetaPartials and addOmegaPartials of a wire of one unit, to the same bits, in one walk through `upstream`. */
  addPartialsOfOneUnit(
    values: Float64Array,
    input: number,
    derivatives: Float64Array,
    upstream: number,
    rows: number,
    width: number,
    partials: Float64Array,
    beta: number,
    omega: number,
  ): void;
  /** `add` for four inputs of one unit each into one unit, one after the other, to the same bits. */
  addFourUnits: typeof addFourUnits;
  /** `addOmegaPartials` and `contribute` for four inputs of one unit each into one unit, to the same bits. */
  backwardOfFourUnits: typeof backwardOfFourUnits;
  /** PyTorch expression of the module call for argument expressions. */
  pytorch(module: string, inputs: readonly string[]): string;
}

/** A number that shapes an op without being trained, such as Huber's δ or the exponent of a power. */
export interface Setting {
  readonly name: string;
  readonly latex: string;
  readonly initial: number;
  /** Exclusive lower bound; −∞ for none. */
  readonly above: number;
}

/** What a loss of classes makes of f first, so that its derivative is p − y. */
export interface Probabilities {
  /** p of one row. */
  of(f: readonly number[]): readonly number[];
  /** p as a function of f: \operatorname{softmax}[f]. */
  latex(f: string): string;
  /** ∂ℓ/∂f and ∂ℓ/∂y of one unit; `sum` is Σy where the formula has it and it is not 1. */
  derivative(p: string, y: string, sum: string | null): string;
  derivativeByTarget(p: string, f: string): string;
  /** Does the sum of the targets stand in ∂ℓ/∂f? */
  readonly sumsTargets: boolean;
}

/** ℓ = op[f, y]: one number for each sample, summed over units. f, y: rows × width, ℓ: rows × 1. */
export interface LossOp extends OpBase {
  readonly kind: "loss";
  readonly ports: readonly ["f", "y"];
  /**
   * What ℓ is a convex function of, so that it is at a minimum where its derivative is 0: of f − y, of f, or of f as long as
   * no target is negative.
   */
  readonly convexity: "difference" | "prediction" | "prediction-of-probabilities";
  /**
   * Of a loss of classes: does the prediction at one row name the class that the target names? f and y are offsets of
   * `width` numbers each.
   */
  agrees?(values: Float64Array, f: number, y: number, width: number): boolean;
  readonly setting?: Setting;
  forward(
    values: Float64Array,
    f: number,
    y: number,
    out: number,
    rows: number,
    width: number,
    setting: number,
  ): void;
  /** toF[r, d] = ∂ℓ/∂f · upstream[r], toY[r, d] = ∂ℓ/∂y · upstream[r]. */
  backward(
    values: Float64Array,
    f: number,
    y: number,
    derivatives: Float64Array,
    upstream: number,
    toF: number,
    toY: number,
    rows: number,
    width: number,
    setting: number,
  ): void;
  readonly latex: {
    /** For one unit: a formula of f and y; for several: with a sum over units. */
    value(f: string, y: string, width: number): string;
    /** ∂ℓ/∂f and ∂ℓ/∂y, of one unit d when there are several. */
    readonly derivatives: readonly [
      (f: string, y: string, width: number) => string,
      (f: string, y: string, width: number) => string,
    ];
    /** The value with every unit written out; `p` are the probabilities where the loss makes some. */
    written(f: readonly string[], y: readonly string[], p: readonly string[]): string;
  };
  /** Present where the loss turns f into probabilities. */
  readonly probabilities?: Probabilities;
  pytorch(f: string, y: string, setting: number): string;
  /** Rows of (f, y) of equal width, away from kinks. */
  readonly samples: readonly {
    readonly f: readonly number[];
    readonly y: readonly number[];
    readonly setting?: number;
  }[];
  readonly kinks: readonly {
    readonly f: readonly number[];
    readonly y: readonly number[];
    readonly derivatives: readonly [readonly number[], readonly number[]];
  }[];
  /** Present where ℓ = Σ g[f − y] with a g that is linear between breaks: g's parts. */
  readonly linearParts?: LinearParts;
}

/**
 * h = op[a] or op[a, b], of each sample's row as a whole: a reduction over units (sum), or a function whose every unit
 * looks at all units of its input (softmax). a: rows × aWidth, b: rows × bWidth, h: rows × the width that `width` gives.
 * Where there is one port, b and its width are 0.
 */
export interface VectorOp extends OpBase {
  readonly kind: "vector";
  /** Names of the one or two ports. */
  readonly ports: readonly [string] | readonly [string, string];
  /** Each unit of h is a sum of the inputs with constant factors, so that pieces that are linear stay so. */
  readonly linear?: true;
  /** Units of the result for those of the inputs; null where these do not fit together. */
  width(...inputs: readonly number[]): number | null;
  forward(
    values: Float64Array,
    a: number,
    aWidth: number,
    b: number,
    bWidth: number,
    out: number,
    rows: number,
  ): void;
  /** toA[r, d] = Σₖ ∂h[r, k]/∂a[r, d] · upstream[r, k], and likewise toB. */
  backward(
    values: Float64Array,
    a: number,
    aWidth: number,
    b: number,
    bWidth: number,
    out: number,
    derivatives: Float64Array,
    upstream: number,
    toA: number,
    toB: number,
    rows: number,
  ): void;
  readonly latex: {
    /** A formula of symbols, of which the first stands for so many units. */
    value(a: string, b: string, width: number): string;
    /** By port: ∂h/∂a of one unit d of the input; of one unit k of h, where h has several. */
    readonly derivatives: readonly ((a: string, b: string, width: number, h: string) => string)[];
    /** The formula of unit `unit` of h, with every unit of its inputs written out. */
    written(a: readonly string[], b: readonly string[], unit: number): string;
    /** ∂h/∂a of unit `unit` of a, where it looks at the other units, with all of them written out. */
    writtenDerivative?(a: readonly string[], unit: number): string;
  };
  pytorch(a: string, b: string): string;
  /** A row for each port, away from kinks. */
  readonly samples: readonly {
    readonly a: readonly number[];
    readonly b?: readonly number[];
  }[];
}

/** An op of any kind. */
export type AnyOp = LeafOp | LinearOp | UnaryOp | BinaryOp | LossOp | VectorOp;
