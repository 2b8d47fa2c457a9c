import type { Op } from "@/ops";
import type { NodeId } from "./document";

/**
 * Symbols that follow from a node's id. Links and files leave a symbol out where it is this one, so the rules are
 * part of the format: after the first release they may not change, or old links would open with other symbols.
 */

const NAMED = new Set(
  "alpha beta gamma delta epsilon eta theta kappa lambda mu nu xi rho sigma tau phi chi psi omega".split(
    " ",
  ),
);

/**
 * f0 → f_0, f12 → f_{12}, theta → \theta, h → h. What each sample has of its own bears the lecture's index: input x →
 * x_i, target y → y_i, loss → \ell_i. An id of another form is its own symbol.
 */
export function defaultSymbol(id: NodeId, op: Op): string {
  const [, letters = "", digits = ""] = /^([A-Za-z]+)(\d*)$/.exec(id) ?? [];
  if (letters === "") return id;
  const perSample = op.kind === "loss" || (op.kind === "leaf" && op.perSample);
  const stem = letters === "loss" ? "\\ell" : NAMED.has(letters) ? `\\${letters}` : letters;
  return withIndex(stem, digits === "" && perSample ? "i" : digits);
}

/** f0 → \beta_0; \beta where the id ends in no digit. */
export function defaultBetaSymbol(id: NodeId): string {
  return withIndex("\\beta", indexIn(id));
}

/**
 * One for each port. f0 with one wire → \omega_0; with several → \omega_{0,0}, \omega_{0,1}, the second index being
 * the port. An id that ends in no digit gives \omega, or \omega_0, \omega_1.
 */
export function defaultOmegaSymbols(id: NodeId, ports: number): string[] {
  const index = indexIn(id);
  return Array.from({ length: ports }, (_, port) =>
    withIndex("\\omega", ports === 1 ? index : index === "" ? `${port}` : `${index},${port}`),
  );
}

function indexIn(id: NodeId): string {
  return /\d*$/.exec(id)?.[0] ?? "";
}

function withIndex(stem: string, index: string): string {
  if (index === "") return stem;
  return index.length === 1 ? `${stem}_${index}` : `${stem}_{${index}}`;
}
