import { describe, expect, it } from "vitest";
import { columnStep, layOutColumns } from "./column-layout";

const inSight = (width: number, left = 0) => ({ width, left });

describe("the columns of the table", () => {
  it("share the room that is there, up to what digits need", () => {
    expect(layOutColumns(2, true, inSight(500), 1).column).toBe(108);
    expect(layOutColumns(2, true, inSight(2000), 1).column).toBe(150);
    expect(layOutColumns(2, false, inSight(360), 1).column).toBe(148);
  });

  it("are made narrow only where all of them fit then", () => {
    expect(layOutColumns(2, true, inSight(400), 1)).toMatchObject({ number: 48, computed: 170 });
    expect(layOutColumns(2, true, inSight(300), 1)).toMatchObject({ number: 64, column: 88 });
    expect(layOutColumns(9, true, inSight(400), 1)).toMatchObject({ number: 64, column: 88 });
  });

  it("grow with the letters", () => {
    const [ordinary, large] = [
      layOutColumns(2, true, inSight(500), 1),
      layOutColumns(2, true, inSight(1000), 2),
    ];
    expect(large).toEqual({
      ...ordinary,
      number: 2 * ordinary.number,
      column: 2 * ordinary.column,
      computed: 2 * ordinary.computed,
    });
    expect(columnStep(2)).toBe(2 * columnStep(1));
  });

  it("are drawn where they are in sight, with some to spare", () => {
    expect(layOutColumns(400, true, inSight(880), 1)).toMatchObject({ from: 0, to: 14 });
    expect(layOutColumns(400, true, inSight(880, 8800), 1)).toMatchObject({ from: 98, to: 112 });
  });
});
