import { expect, test } from "vitest";
import type { Bounds } from "./bounds";
import { overlapOf } from "./bounds-index";
import { type LabelledWire, labelBox, labelPlaces } from "./label-places";
import { labelRooms } from "./label-rooms";
import { LABEL } from "./wire-curve";

const NODE = { width: 124, height: 164 };
const MOST = 1.48;

function nodeAt(left: number, top: number): Bounds {
  return { left, top, right: left + NODE.width, bottom: top + NODE.height };
}

function wireBetween(from: Bounds, to: Bounds): LabelledWire {
  return {
    source: { x: from.right, y: (from.top + from.bottom) / 2 },
    sourceSide: "right",
    target: { x: to.left, y: (to.top + to.bottom) / 2 },
    targetSide: "left",
    alone: "anywhere",
    height: LABEL.height,
  };
}

function roomsOf(nodes: readonly Bounds[], wires: readonly LabelledWire[]) {
  const places = labelPlaces(wires, nodes);
  const rooms = labelRooms(wires, places, nodes);
  const boxes = places.map((place, wire) =>
    labelBox(place, LABEL.height * (rooms[wire]?.growth ?? 1), rooms[wire]?.width),
  );
  return { rooms, boxes };
}

test("a label with nothing around it has all the room that letters ever take", () => {
  const [from, to] = [nodeAt(0, 0), nodeAt(400, 0)];
  const { rooms } = roomsOf([from, to], [wireBetween(from, to)]);
  expect(rooms).toEqual([{ width: LABEL.width * MOST, growth: MOST }]);
});

test("between two columns that stand close it grows in height alone", () => {
  const [from, to] = [nodeAt(0, 0), nodeAt(NODE.width + LABEL.width, 0)];
  const { rooms } = roomsOf([from, to], [wireBetween(from, to)]);
  expect(rooms).toEqual([{ width: LABEL.width, growth: MOST }]);
});

test("where it can hardly grow in height it is still as wide as there is room, for several numbers", () => {
  const [from, to, above] = [nodeAt(0, 0), nodeAt(NODE.width + 130, 0), nodeAt(NODE.width, -164)];
  const { rooms } = roomsOf([from, to, above], [wireBetween(from, to)]);
  expect(rooms).toEqual([{ width: LABEL.width * MOST, growth: 1.08 }]);
});

test("the label of a wire to a row close below stands beside its turn, and grows there", () => {
  const [from, to] = [nodeAt(496, 0), nodeAt(0, 264)];
  const nodes = [from, to, nodeAt(248, 0), nodeAt(744, 0), nodeAt(248, 264), nodeAt(496, 264)];
  const { boxes } = roomsOf(nodes, [wireBetween(from, to)]);
  const [box] = boxes;
  expect(box?.left).toBeGreaterThan(from.right);
  expect((box?.right ?? 0) - (box?.left ?? 0)).toBeGreaterThan(1.25 * LABEL.width);
});

test("no label grows onto a wire that runs straight down beside it", () => {
  const [from, to] = [nodeAt(0, 0), nodeAt(-570, 264)];
  const [upper, lower] = [nodeAt(190, -56), nodeAt(190, 264)];
  const down: LabelledWire = {
    ...wireBetween(upper, lower),
    source: { x: 252, y: 108 },
    sourceSide: "bottom",
    target: { x: 252, y: 264 },
    targetSide: "top",
  };
  const { boxes } = roomsOf([from, to, upper, lower], [wireBetween(from, to), down]);
  expect(boxes[0]?.left).toBeGreaterThan(from.right);
  expect(boxes[0]?.right).toBeLessThan(252);
});

test("labels that stand close grow no further than to one another", () => {
  const source = nodeAt(0, 95);
  for (let gap = 66; gap < 240; gap += 20) {
    const targets = [nodeAt(NODE.width + gap, 0), nodeAt(NODE.width + gap, 190)];
    const wires = targets.map((target) => wireBetween(source, target));
    const [one, other] = roomsOf([source, ...targets], wires).boxes;
    if (!one || !other) throw new Error("There are two wires.");
    expect(overlapOf(one, other)).toBeLessThanOrEqual(1);
  }
});
