/** The share of the cells that get a colour of their own: the rest is as full as it can be. */
const SHOWN = 0.7;

/**
 * The |number| of the fullest colour: a round one, 1, 2, 4 or 8 times a power of ten, beyond which at most some of the
 * cells lie. It stays while a number is dragged a little, and what is between is told apart.
 */
export function largestShown(values: Float64Array): number {
  // A sample of the cells tells as much, and is sorted sooner. 7 divides no number of cells across.
  const some = values.length < 2000 ? values : values.filter((_, cell) => cell % 7 === 0);
  const sizes = some.map(Math.abs).filter(Number.isFinite).sort();
  const wanted = sizes[Math.floor((sizes.length - 1) * SHOWN)] ?? 0;
  // Of what is zero nearly everywhere, the rest would be lost.
  const size = wanted > 0 ? wanted : (sizes[sizes.length - 1] ?? 0);
  if (!(size > 1e-300)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 4, 8, 10].find((one) => one * power >= size * (1 - 1e-9)) ?? 10;
  return step * power;
}
