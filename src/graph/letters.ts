/**
 * Letters of mathematics: what LaTeX calls them, and the characters that they are read, typed and spoken as. The one table
 * of them: symbols that are shown, names in formulas and what the search looks for all follow it.
 */

const GREEK = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ϵ",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  vartheta: "ϑ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "ϕ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Upsilon: "Υ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
  ell: "ℓ",
} as const;

/** The letter that a command of LaTeX draws, by the command without its backslash. */
export const letters: ReadonlyMap<string, string> = new Map(Object.entries(GREEK));

/**
 * The command of each character. A keyboard has one φ and one ε, whichever form is meant: they are the lecture's ϕ and ϵ. µ, ∆
 * and Ω also come as signs of units and of differences.
 */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ...Array.from(letters, ([command, letter]): [string, string] => [letter, command]),
  ["φ", "phi"],
  ["ε", "epsilon"],
  ["\u00b5", "mu"],
  ["\u2126", "Omega"],
]);

/** The characters of indices, by what they are an index of. */
export const subscripts: ReadonlyMap<string, string> = new Map(
  pairs("0123456789aehijklmnoprstuvxβγρϕφχ+-,()", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ₊₋,₍₎"),
);

/** What a character of an index is an index of; a comma is one anywhere. */
const UNLOWERED: ReadonlyMap<string, string> = new Map(
  Array.from(subscripts)
    .filter(([plain, lowered]) => plain !== lowered && plain !== "φ")
    .map(([plain, lowered]) => [lowered, plain]),
);
const LOWERED_RUN = new RegExp(`[${[...UNLOWERED.keys()].join("")}]+`, "g");

/** Characters of one text with those of another in the same places. */
export function pairs(from: string, to: string): [string, string][] {
  const images = Array.from(to);
  return Array.from(from, (character, index) => [character, images[index] ?? character]);
}

/** A text with Greek letters as commands of LaTeX: "αx" → "\alpha x". A word that names a letter is one: "theta" → "\theta". */
function withCommands(text: string): string {
  if (letters.has(text)) return `\\${text}`;
  const characters = Array.from(text);
  return characters
    .map((character, index) => {
      const command = COMMANDS.get(character);
      if (command === undefined) return character;
      // The name of a command ends where no letter follows.
      return `\\${command}${/^[A-Za-z]/.test(characters[index + 1] ?? "") ? " " : ""}`;
    })
    .join("");
}

/** A text whose lowered characters are written behind an underscore: "θ₁₁" → "θ_11". */
export function withoutLowered(text: string): string {
  return text.replace(
    LOWERED_RUN,
    (run) => `_${Array.from(run, (character) => UNLOWERED.get(character) ?? character).join("")}`,
  );
}

/**
 * A typed name as a symbol: w0 → w_0, θ₁₁ → \theta_{11}, phi2 → \phi_2, net_h1 → net_{h1}, w_1_2 → w_{1,2}. Digits behind
 * the first word are its index, and so is all that follows an underscore: a symbol has one index.
 */
export function symbolOfName(name: string): string {
  const [word = "", ...behind] = partsOfName(name);
  const [, stem = word, digits] = /^(\D+)(\d+)$/.exec(word) ?? [];
  const index = [...(digits === undefined ? [] : [digits]), ...behind].map(withCommands).join(",");
  if (index === "") return withCommands(stem);
  return index.length === 1 ? `${withCommands(stem)}_${index}` : `${withCommands(stem)}_{${index}}`;
}

/** The parts of a name that underscores, commas and lowered characters part. */
export function partsOfName(name: string): readonly string[] {
  return withoutLowered(name)
    .replace(/[{}]/g, "")
    .split(/[_,]/)
    .filter((part) => part !== "");
}
