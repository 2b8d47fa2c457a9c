/**
 * presets: a line lives here if it is a ready-made document with its story. One preset, one folder: `card.ts` is what the
 * gallery lists, `preset.ts` is fetched and made when it is opened. Adding one is that folder and one line in the list
 * below. Imports data, optimizers and graph alone; no React, no DOM, no clock, no storage.
 */

import { activations } from "./activations/card";
import { countTheWeights } from "./count-the-weights/card";
import { deadRelu } from "./dead-relu/card";
import { depth } from "./depth/card";
import { explodingChain } from "./exploding-chain/card";
import { fanOut } from "./fan-out/card";
import { fitALine } from "./fit-a-line/card";
import { functionFamily } from "./function-family/card";
import { inactiveRelu } from "./inactive-relu/card";
import { initialisation } from "./initialisation/card";
import { learningRate } from "./learning-rate/card";
import { lossSlice } from "./loss-slice/card";
import { meanOverRows } from "./mean-over-rows/card";
import { overfitting } from "./overfitting-and-regularisation/card";
import { overflow } from "./overflow/card";
import type { PresetCard, PresetContent } from "./preset-card";
import { reluChain } from "./relu-chain/card";
import { saturatedSigmoid } from "./saturated-sigmoid/card";
import { sgdByHand } from "./sgd-by-hand/card";
import { shallowRelu3 } from "./shallow-relu-3/card";
import { shallowReluD } from "./shallow-relu-d/card";
import { sigmoidVersusRelu } from "./sigmoid-versus-relu/card";
import { toyNetwork } from "./toy-network/card";
import * as toyNetworkPreset from "./toy-network/preset";
import { toyNetworkPrimitives } from "./toy-network-primitives/card";
import { twoInputs } from "./two-inputs/card";
import { twoMoons } from "./two-moons/card";
import { universalApproximation } from "./universal-approximation/card";
import { vanishingChain } from "./vanishing-chain/card";
import { vectorLayer } from "./vector-layer/card";
import { xor } from "./xor/card";

export type { PresetCard, PresetContent } from "./preset-card";
export { presetSections } from "./sections";
export type { DocumentPart, Facts, Sentence } from "./words";

/** All presets; `sections.ts` says in which order the gallery shows them. */
export const presets: readonly PresetCard[] = [
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
  shallowReluD,
  universalApproximation,
  lossSlice,
  activations,
  depth,
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

/** Its content is part of the first load, for nothing may be waited for there. */
export const startPreset: PresetContent = toyNetworkPreset;

const bySlug: ReadonlyMap<string, PresetCard> = new Map(presets.map((card) => [card.slug, card]));

/** Undefined where a link names a preset that there is not. */
export const presetBySlug = (slug: string): PresetCard | undefined => bySlug.get(slug);
