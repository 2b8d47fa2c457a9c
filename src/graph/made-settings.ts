/** One setting of a made graph: a count or another number, the id of a choice, or the widths of layers. */
export type Setting = number | string | readonly number[];

/** What a made graph is made from: a link carries this instead of its nodes and numbers. */
export interface Made {
  /** The id of a family. */
  readonly family: string;
  /** In the order of the family's descriptions. */
  readonly settings: readonly Setting[];
}
