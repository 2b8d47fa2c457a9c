import type { Json } from "../json";
import { families, familyOf, isAsMade, isMakable } from "../made/families";
import type { SettingDescription } from "../made/family";
import type { Made, Setting } from "../made-settings";
import { malformed, readList, readNumbers, readObject, readText, readWhole } from "../reader";
import type { DocumentPart } from "./part";

/**
 * The settings of which graph and numbers are made. A link carries them instead of both; a file has both, so that it
 * can be read without knowing the family. An edit of the structure or of a number makes it an ordinary graph.
 */
export const made: DocumentPart<Made | null> = {
  since: 2,
  linkName: "made",
  initial: null,
  isUsed: (value) => value !== null,
  file: { write: writtenForFile, read: readFromFile },
  link: { write: (value) => writtenForLink(value), read: (json, path) => readFromLink(json, path) },
  check: (value, document) =>
    value === null || (isMakable(value) && isAsMade(value, document)) ? null : { kind: "made" },
  follow: (value, document) => (value !== null && isAsMade(value, document) ? value : null),
};

/** { family, and each setting by its name } */
function writtenForFile(value: Made | null): Json {
  if (value === null) return null;
  const descriptions = familyOf(value.family)?.settings ?? [];
  const settings = descriptions.map(({ id }, index) => [id, value.settings[index] ?? null]);
  return { family: value.family, ...Object.fromEntries(settings) };
}

function readFromFile(json: unknown, path: string): Made {
  const names = families.flatMap(({ settings }) => settings.map(({ id }) => id));
  const fields = readObject(json, path, ["family", ...names]);
  const family = familyOf(readText(fields.family, `${path}.family`));
  if (!family) return malformed(`${path}.family`, "text");
  const settings = family.settings.map((description) =>
    readSetting(description, fields[description.id], `${path}.${description.id}`),
  );
  return makable({ family: family.id, settings }, path);
}

/** What is left out is as at first. */
function readSetting(description: SettingDescription, json: unknown, path: string): Setting {
  if (json === undefined) return description.initial;
  if (description.kind === "choice") return readText(json, path);
  if (description.kind === "widths") return readNumbers(json, path);
  return description.kind === "real" ? (readNumbers([json], path)[0] ?? 0) : readWhole(json, path);
}

/** [number of the family, its settings in order]; a choice as its number. */
function writtenForLink(value: Made | null): Json {
  if (value === null) return null;
  const descriptions = familyOf(value.family)?.settings ?? [];
  return [
    families.findIndex(({ id }) => id === value.family),
    ...descriptions.map((description, index) => {
      const setting = value.settings[index] ?? null;
      return description.kind === "choice"
        ? description.choices.findIndex(({ id }) => id === setting)
        : setting;
    }),
  ];
}

function readFromLink(json: unknown, path: string): Made {
  const [number, ...told] = readList(json, path);
  const family = families[readWhole(number, path)];
  if (!family || told.length > family.settings.length) return malformed(path, "list");
  const settings = family.settings.map((description, index) => {
    const setting = told[index];
    if (description.kind !== "choice" || setting === undefined) {
      return readSetting(description, setting, path);
    }
    return description.choices[readWhole(setting, path)]?.id ?? malformed(path, "whole number");
  });
  return makable({ family: family.id, settings }, path);
}

function makable(made: Made, path: string): Made {
  return isMakable(made) ? made : malformed(path, "settings of a made graph");
}
