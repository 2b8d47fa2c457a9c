import fc from "fast-check";
import { expect, test } from "vitest";
import { lineTop, rowsInSight, rowTop, scrollToRow, tableHeight, trainingAt } from "./row-geometry";

const geometries = fc
  .record({
    rows: fc.integer({ min: 1, max: 10_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    rowHeight: fc.constantFrom(28, 44),
  })
  .map(({ rows, share, rowHeight }) => ({
    rows,
    training: Math.max(1, Math.round(rows * share)),
    rowHeight,
  }));

test("rows and the line between them fill the table without gaps or overlaps", () => {
  fc.assert(
    fc.property(geometries, fc.nat(), (geometry, seed) => {
      const { rows, training, rowHeight } = geometry;
      const row = seed % rows;
      const next = row + 1 === rows ? null : rowTop(geometry, row + 1);
      const gap = row + 1 === training ? 2 : 1;
      if (next !== null) expect(next - rowTop(geometry, row)).toBe(gap * rowHeight);
      expect(lineTop(geometry)).toBe(rowTop(geometry, training - 1) + rowHeight);
      expect(tableHeight(geometry)).toBe((rows + 1) * rowHeight);
      expect(trainingAt(geometry, lineTop(geometry))).toBe(training);
    }),
    { seed: 2, numRuns: 200 },
  );
});

test("every row that can be seen is drawn, and not many more", () => {
  fc.assert(
    fc.property(geometries, fc.nat(), fc.integer({ min: 60, max: 900 }), (geometry, at, height) => {
      const scrolled = at % Math.max(1, tableHeight(geometry) - height);
      const { from, to } = rowsInSight(geometry, scrolled, height);
      for (let row = 0; row < geometry.rows; row++) {
        const top = rowTop(geometry, row);
        const isSeen = top < scrolled + height && top + geometry.rowHeight > scrolled;
        if (isSeen) expect(row >= from && row < to).toBe(true);
      }
      expect(to - from).toBeLessThanOrEqual(Math.ceil(height / geometry.rowHeight) + 16);
    }),
    { seed: 3, numRuns: 40 },
  );
});

test("a row is brought into sight by the shortest way", () => {
  fc.assert(
    fc.property(geometries, fc.nat(), fc.nat(), (geometry, at, seed) => {
      const height = 300;
      const scrolled = at % Math.max(1, tableHeight(geometry));
      const row = seed % geometry.rows;
      const after = scrollToRow(geometry, row, scrolled, height);
      expect(rowTop(geometry, row)).toBeGreaterThanOrEqual(after);
      expect(rowTop(geometry, row) + geometry.rowHeight).toBeLessThanOrEqual(after + height);
      if (after === scrolled) return;
      expect(scrollToRow(geometry, row, after, height)).toBe(after);
    }),
    { seed: 4, numRuns: 200 },
  );
});
