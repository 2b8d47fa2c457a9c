/**
 * ops: a line lives here if it says what one operation *is*: value, derivative, LaTeX, PyTorch, when it saturates,
 * samples to test it on. Imports no other floor; no React, no DOM, no clock, no storage.
 *
 * One op, one file; adding one is that file and one line at the end of `ops` below. Nothing elsewhere switches on an id.
 */

import { abs } from "./abs";
import { absoluteError } from "./absolute-error";
import { add } from "./add";
import { binaryCrossEntropyWithLogits } from "./binary-cross-entropy-with-logits";
import { concatenate } from "./concatenate";
import { constant } from "./constant";
import { cos } from "./cos";
import { divide } from "./divide";
import { dotProduct } from "./dot-product";
import { elu } from "./elu";
import { exp } from "./exp";
import { gelu } from "./gelu";
import { halfSquaredError } from "./half-squared-error";
import { huber } from "./huber";
import { input } from "./input";
import { leakyRelu } from "./leaky-relu";
import { linear } from "./linear";
import { log } from "./log";
import { maximum } from "./maximum";
import { mean } from "./mean";
import { meanSquaredError } from "./mean-squared-error";
import { minimum } from "./minimum";
import { multiply } from "./multiply";
import { negate } from "./negate";
import { parameter } from "./parameter";
import { power } from "./power";
import { product } from "./product";
import { reciprocal } from "./reciprocal";
import { relu } from "./relu";
import { sigmoid } from "./sigmoid";
import { silu } from "./silu";
import { sin } from "./sin";
import { softmax } from "./softmax";
import { softmaxCrossEntropy } from "./softmax-cross-entropy";
import { softplus } from "./softplus";
import { sqrt } from "./sqrt";
import { square } from "./square";
import { squaredError } from "./squared-error";
import { subtract } from "./subtract";
import { sum } from "./sum";
import { tanh } from "./tanh";
import { target } from "./target";
import type { AnyOp } from "./types";

export {
  feedsOthers,
  formulaLatex,
  hasOwnWidth,
  isElementWise,
  isTarget,
  mostPorts,
  type OwnedKind,
  ownedKind,
  portNames,
  resultWidth,
  settingOf,
  widthRule,
} from "./kinds";
export type { LinearParts } from "./linear-parts";
export type {
  AnyOp,
  BinaryOp,
  LinearOp,
  LossOp,
  OpGroup,
  UnaryOp,
  VectorOp,
} from "./types";

/**
 * All operations. The index of an op is its number in links, so this table is append-only: never reorder, never remove.
 */
const table = [
  input,
  target,
  parameter,
  constant,
  linear,
  sin,
  cos,
  exp,
  log,
  sqrt,
  square,
  reciprocal,
  negate,
  abs,
  relu,
  leakyRelu,
  elu,
  softplus,
  silu,
  gelu,
  sigmoid,
  tanh,
  add,
  subtract,
  multiply,
  divide,
  maximum,
  minimum,
  squaredError,
  absoluteError,
  huber,
  binaryCrossEntropyWithLogits,
  softmaxCrossEntropy,
  halfSquaredError,
  meanSquaredError,
  power,
  softmax,
  sum,
  mean,
  product,
  dotProduct,
  concatenate,
] as const satisfies readonly AnyOp[];

/** What tells the shapes of ops apart: how many inputs, and what a node owns. */
export type OpKind = AnyOp["kind"];
/** The ids of all ops of one kind. */
export type OpIdOf<Kind extends OpKind> = Extract<
  (typeof table)[number],
  { readonly kind: Kind }
>["id"];
/** What files call an op. */
export type OpId = OpIdOf<OpKind>;
export type LeafOpId = OpIdOf<"leaf">;
export type UnaryOpId = OpIdOf<"unary">;
export type BinaryOpId = OpIdOf<"binary">;
export type LossOpId = OpIdOf<"loss">;
export type VectorOpId = OpIdOf<"vector">;

/** An op of the table: narrow it by `kind`, and its id narrows too. */
export type Op = {
  [Kind in OpKind]: Extract<AnyOp, { readonly kind: Kind }> & { readonly id: OpIdOf<Kind> };
}[OpKind];

/** All operations in the order of their numbers. */
export const ops: readonly Op[] = table;

/** For ids from outside. A Map and not an object, for "constructor" is no op. */
export const opById: ReadonlyMap<string, Op> = new Map(ops.map((op) => [op.id, op]));

const numberById: ReadonlyMap<string, number> = new Map(ops.map((op, index) => [op.id, index]));

/** The op of an id. Ids that come from outside are looked up in `opById`: this one throws. */
export function opOf(id: OpId): Op {
  const op = opById.get(id);
  if (op === undefined) throw new Error(`No such op: ${id}`);
  return op;
}

/** The op's number in links. */
export function opNumber(id: OpId): number {
  const number = numberById.get(id);
  if (number === undefined) throw new Error(`No such op: ${id}`);
  return number;
}

/** Undefined where a link holds a number that no op has. */
export const opFromNumber = (number: number): Op | undefined => ops[number];
