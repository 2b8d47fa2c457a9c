/**
 * presets: a line lives here if it is a ready-made document with its story. One preset, one file; adding one is that
 * file and one line in the list below. Imports graph alone; no React, no DOM, no clock, no storage.
 */

import { activations } from "./activations";
import { countTheWeights } from "./count-the-weights";
import { deadRelu } from "./dead-relu";
import { explodingChain } from "./exploding-chain";
import { fanOut } from "./fan-out";
import { fitALine } from "./fit-a-line";
import { functionFamily } from "./function-family";
import { inactiveRelu } from "./inactive-relu";
import { initialisation } from "./initialisation";
import { learningRate } from "./learning-rate";
import { lossSlice } from "./loss-slice";
import { meanOverRows } from "./mean-over-rows";
import { overfitting } from "./overfitting-and-regularisation";
import { overflow } from "./overflow";
import type { Preset } from "./preset";
import { reluChain } from "./relu-chain";
import { saturatedSigmoid } from "./saturated-sigmoid";
import { sgdByHand } from "./sgd-by-hand";
import { shallowRelu3 } from "./shallow-relu-3";
import { sigmoidVersusRelu } from "./sigmoid-versus-relu";
import { toyNetwork } from "./toy-network";
import { toyNetworkPrimitives } from "./toy-network-primitives";
import { twoInputs } from "./two-inputs";
import { twoMoons } from "./two-moons";
import { vanishingChain } from "./vanishing-chain";
import { vectorLayer } from "./vector-layer";
import { xor } from "./xor";

export type { Preset } from "./preset";
export { type PresetSection, presetSections } from "./sections";

/** All presets; `sections.ts` says in which order the gallery shows them. */
export const presets: readonly Preset[] = [
  toyNetwork,
  toyNetworkPrimitives,
  fanOut,
  saturatedSigmoid,
  vanishingChain,
  reluChain,
  explodingChain,
  inactiveRelu,
  overflow,
  shallowRelu3,
  functionFamily,
  lossSlice,
  activations,
  twoInputs,
  vectorLayer,
  fitALine,
  sgdByHand,
  learningRate,
  xor,
  twoMoons,
  overfitting,
  sigmoidVersusRelu,
  initialisation,
  meanOverRows,
  deadRelu,
  countTheWeights,
];

/** What the bare address shows to somebody new. */
export const START_PRESET = "toy-network";

const bySlug: ReadonlyMap<string, Preset> = new Map(presets.map((preset) => [preset.slug, preset]));

/** Undefined where a link names a preset that there is not. */
export const presetBySlug = (slug: string): Preset | undefined => bySlug.get(slug);
