import { expect, it } from "vitest";
import { derivativeOf, evaluate, partialsOf, valuesOf } from "@/engine";
import {
  type BackflowDocument,
  copyNodes,
  decodeLink,
  encodeLink,
  foldNodes,
  pasteNodes,
  readFile,
  withFolded,
  withoutGroup,
  writeFile,
} from "@/graph";
import { randomDocument, seededRandom } from "@/graph/document.test-support";

/*
 * Folding draws otherwise and computes the same. It stands above the floors, for it takes several of them.
 */

/** Every number of a graph, bit by bit. */
function bitsOf(document: BackflowDocument): readonly string[] {
  const evaluation = evaluate(document);
  return document.graph.nodes.map(({ id }) => {
    const rows = [valuesOf(evaluation, id), derivativeOf(evaluation, id)].map((row) =>
      Array.from(row ?? [], (value) => (Object.is(value, -0) ? "-0" : String(value))),
    );
    return JSON.stringify([id, rows, partialsOf(evaluation, id)]);
  });
}

it("nested groups leave all values, derivatives and partials the same bits, through links, files and copies", async () => {
  const random = seededRandom(5);
  for (let turn = 0; turn < 40; turn++) {
    const document = randomDocument(turn, 12);
    const ids = document.graph.nodes.map(({ id }) => id);
    const before = bitsOf(document);
    let grouped: BackflowDocument = document;
    for (let fold = 0; fold < 4; fold++) {
      const wanted = new Set(ids.filter(() => random() < 0.5));
      const folded = foldNodes(grouped, wanted);
      if (!folded.ok) throw new Error(JSON.stringify(folded.problem));
      grouped = folded.value;
      const open = grouped.groups[Math.floor(random() * grouped.groups.length)];
      if (open && random() < 0.4) grouped = withFolded(grouped, open.id, random() < 0.5);
      if (open && random() < 0.2) grouped = withoutGroup(grouped, open.id);
    }
    expect(bitsOf(grouped)).toEqual(before);
    const link = await decodeLink(await encodeLink(grouped));
    expect(link.ok && link.value.groups.map(({ parent }) => parent)).toEqual(
      grouped.groups.map(({ parent }) => parent),
    );
    if (link.ok) expect(bitsOf(link.value)).toEqual(before);
    const file = readFile(writeFile(grouped));
    expect(file.ok && file.value.groups).toEqual(grouped.groups);
    const copied = pasteNodes(grouped, copyNodes(grouped, new Set(ids)), { x: 0, y: 0 });
    if (!copied.ok) throw new Error(JSON.stringify(copied.problem));
    expect(copied.value.document.groups).toHaveLength(2 * grouped.groups.length);
  }
});
