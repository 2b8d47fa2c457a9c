/** N of a table, training and validation rows together. */
export const MOST_ROWS = 10_000;
/** Points that a drawn curve goes through. */
export const MOST_DRAWN_POINTS = 64;
/** |x| and |y| of a point of a drawn curve. */
export const FARTHEST_DRAWN = 1e6;
/** The standard deviation that a recipe may ask for. */
export const MOST_NOISE = 1e6;
