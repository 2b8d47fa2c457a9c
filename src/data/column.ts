/** One unit's numbers: N doubles, one a row. Never written to after it is made. */
export type Column = Float64Array;
