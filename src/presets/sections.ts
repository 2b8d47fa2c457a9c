/** The gallery's sections, those of the lecture, with the slugs of their presets in order. */
const SECTIONS: readonly { readonly title: string; readonly slugs: readonly string[] }[] = [
  {
    title: "Approximators",
    slugs: [
      "shallow-relu-3",
      "function-family",
      "shallow-relu-d",
      "universal-approximation",
      "two-inputs",
    ],
  },
  {
    title: "Backpropagation",
    slugs: [
      "toy-network",
      "toy-network-primitives",
      "fan-out",
      "vector-layer",
      "mean-over-rows",
      "activations",
    ],
  },
  {
    title: "Problems",
    slugs: [
      "saturated-sigmoid",
      "vanishing-chain",
      "relu-chain",
      "sigmoid-versus-relu",
      "exploding-chain",
      "inactive-relu",
      "dead-relu",
      "overflow",
      "count-the-weights",
      "overfitting-and-regularisation",
      "initialisation",
      "depth",
    ],
  },
  {
    title: "Descent",
    slugs: ["loss-slice", "fit-a-line", "sgd-by-hand", "learning-rate", "xor", "two-moons"],
  },
];

/** Where a preset stands that is in none of the lecture's sections. */
const FURTHER = "Further";

export interface PresetSection<Preset> {
  readonly title: string;
  readonly presets: readonly Preset[];
}

/** Presets by the sections of the lecture; what has no section there comes last, under "Further". */
export function presetSections<Preset extends { readonly slug: string }>(
  presets: readonly Preset[],
): readonly PresetSection<Preset>[] {
  const placed = new Set(SECTIONS.flatMap(({ slugs }) => slugs));
  const bySlug = new Map(presets.map((preset) => [preset.slug, preset]));
  const further = presets.filter(({ slug }) => !placed.has(slug));
  return [
    ...SECTIONS.map(({ title, slugs }) => ({
      title,
      presets: slugs.flatMap((slug) => bySlug.get(slug) ?? []),
    })),
    { title: FURTHER, presets: further },
  ].filter((section) => section.presets.length > 0);
}
