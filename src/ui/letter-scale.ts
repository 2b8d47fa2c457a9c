/** Pixels of a rem where nobody has asked for other letters. */
const ORDINARY = 16;

/** How many pixels a rem has, by what the browser is told of letters. */
export function remPixels(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return rem > 0 ? rem : ORDINARY;
}

/** How large the browser is told to set letters, times the ordinary size: what is measured in pixels grows by it. */
export function letterScale(): number {
  return remPixels() / ORDINARY;
}
