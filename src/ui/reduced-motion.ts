/** Does the user want no motion that is not asked for? */
export const prefersStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
