import { expect, test } from "vitest";
import { fileName } from "./file-name";

test.each([
  ["Toy network", "toy-network"],
  ["Übung 3: Rückpropagation", "ubung-3-ruckpropagation"],
  ["Réseau à 2 couches", "reseau-a-2-couches"],
  ["naïve Bayes", "naive-bayes"],
  ["Straße", "strasse"],
  ["Łódź", "lodz"],
  ["反向传播", "反向传播"],
  ["عصبی", "عصبی"],
  ["Сеть 2-2-2", "сеть-2-2-2"],
  ["Ёжик и йод", "ёжик-и-йод"],
  ["हिन्दी", "हिन्दी"],
  ["한글", "한글"],
  ["🧠", "graph"],
  ["../../etc/passwd", "etc-passwd"],
  ["a\u0000b\\c:d", "a-b-c-d"],
  ["", "graph"],
])("the title %j gives the file name %j", (title, name) => {
  expect(fileName(title)).toBe(name.normalize("NFC"));
});

test("a long title is cut between characters, and ends in no hyphen", () => {
  expect(fileName("x".repeat(100))).toBe("x".repeat(60));
  expect(fileName(`${"x".repeat(59)} y`)).toBe("x".repeat(59));
  expect(fileName("𝒳".repeat(100))).toBe("x".repeat(60));
});
