import type { Graph } from "../document";
import { type Axis, DEFAULT_PICTURES, type NodePictures } from "../figures";
import type { Json } from "../json";
import { malformed, readList, readObject, readWhole } from "../reader";
import type { DocumentPart } from "./part";
import { axisFromFile, axisFromLink, isSoundRead, readForLink } from "./reads";

const KINDS: readonly NodePictures["kind"][] = ["op", "none", "curve", "map"];

/**
 * What the little pictures in the nodes show. An axis may speak of a node that is gone: then nodes show their ops' own
 * curves, until it is back.
 */
export const pictures: DocumentPart<NodePictures> = {
  since: 2,
  linkName: "n",
  initial: DEFAULT_PICTURES,
  isUsed: ({ kind }) => kind !== "op",
  file: { write: (value) => ({ ...value }), read: picturesFromFile },
  link: { write: picturesForLink, read: picturesFromLink },
  check: (value) => (axesOf(value).every(isSoundRead) ? null : { kind: "pictures" }),
};

function axesOf(value: NodePictures): readonly Axis[] {
  if (value.kind === "curve") return [value.axis];
  return value.kind === "map" ? value.axes : [];
}

function picturesFromFile(json: unknown, path: string): NodePictures {
  const { kind, axis, axes } = readObject(json, path, ["kind", "axis", "axes"]);
  switch (kind) {
    case "op":
    case "none":
      return { kind };
    case "curve":
      return { kind, axis: axisFromFile(axis, `${path}.axis`) };
    case "map": {
      const [first, second, ...others] = readList(axes, `${path}.axes`);
      if (others.length > 0) malformed(`${path}.axes`, "nothing more");
      return {
        kind,
        axes: [axisFromFile(first, `${path}.axes[0]`), axisFromFile(second, `${path}.axes[1]`)],
      };
    }
    default:
      return malformed(`${path}.kind`, "text");
  }
}

/** Its kind as a number, then its axes. */
function picturesForLink(value: NodePictures, graph: Graph): Json {
  return [KINDS.indexOf(value.kind), ...axesOf(value).map((axis) => readForLink(axis, graph))];
}

function picturesFromLink(json: unknown, path: string, graph: Graph): NodePictures {
  const [number, ...axes] = readList(json, path);
  const kind = KINDS[readWhole(number, path)];
  const axis = (index: number) => axisFromLink(axes[index], `${path}[${index + 1}]`, graph);
  const lengths = { op: 0, none: 0, curve: 1, map: 2 };
  if (kind === undefined || axes.length !== lengths[kind]) return malformed(path, "list");
  switch (kind) {
    case "op":
    case "none":
      return { kind };
    case "curve":
      return { kind, axis: axis(0) };
    case "map":
      return { kind, axes: [axis(0), axis(1)] };
  }
}
