import {
  Activity,
  ArrowLeftRight,
  ArrowRightToLine,
  Ban,
  Cable,
  ChartSpline,
  Check,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleQuestionMark,
  ClipboardPaste,
  CloudOff,
  CodeXml,
  Copy,
  CopyPlus,
  Diff,
  Dumbbell,
  Ellipsis,
  Eye,
  FilePlus,
  Files,
  FolderOpen,
  FoldHorizontal,
  Image,
  Infinity as InfinityIcon,
  Info,
  Keyboard,
  LayoutGrid,
  LocateFixed,
  type LucideIcon,
  Maximize,
  Maximize2,
  Menu,
  Minus,
  Move,
  Network,
  Pause,
  PencilLine,
  Play,
  Plus,
  PowerOff,
  Rabbit,
  Redo2,
  RefreshCw,
  Rows3,
  Save,
  Scissors,
  Search,
  Shapes,
  Share2,
  SkipBack,
  SkipForward,
  SlidersHorizontal,
  Spline,
  SquareDashed,
  SquareDashedMousePointer,
  SquarePlus,
  StepBack,
  StepForward,
  StickyNote,
  Table2,
  Target,
  Trash2,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  Turtle,
  Undo2,
  UnfoldHorizontal,
  Waypoints,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { CSSProperties } from "react";

const ICONS = {
  play: Play,
  pause: Pause,
  step: StepForward,
  "step-back": StepBack,
  "to-start": SkipBack,
  "to-end": SkipForward,
  undo: Undo2,
  redo: Redo2,
  share: Share2,
  copy: Copy,
  presets: LayoutGrid,
  health: Activity,
  figures: ChartSpline,
  legend: Shapes,
  save: Save,
  open: FolderOpen,
  fit: Maximize,
  follow: LocateFixed,
  close: X,
  warning: TriangleAlert,
  info: Info,
  blocked: Ban,
  vanishing: TrendingDown,
  exploding: TrendingUp,
  cancelled: Diff,
  "not-finite": InfinityIcon,
  "cut-off": Scissors,
  saturated: Spline,
  inactive: PowerOff,
  flat: Minus,
  kink: ChevronUp,
  fold: FoldHorizontal,
  unfold: UnfoldHorizontal,
  note: StickyNote,
  chevron: ChevronRight,
  "chevron-back": ChevronLeft,
  slower: Turtle,
  faster: Rabbit,
  menu: Menu,
  settings: SlidersHorizontal,
  help: CircleQuestionMark,
  target: Target,
  jump: ArrowRightToLine,
  add: Plus,
  delete: Trash2,
  check: Check,
  code: CodeXml,
  image: Image,
  keyboard: Keyboard,
  search: Search,
  wire: Cable,
  insert: SquarePlus,
  swap: ArrowLeftRight,
  rename: PencilLine,
  units: Rows3,
  "new-document": FilePlus,
  documents: Files,
  unsaved: CloudOff,
  saving: Ellipsis,
  preview: Eye,
  cut: Scissors,
  paste: ClipboardPaste,
  duplicate: CopyPlus,
  "select-all": SquareDashed,
  "box-select": SquareDashedMousePointer,
  move: Move,
  tidy: Waypoints,
  train: Dumbbell,
  data: Table2,
  network: Network,
  enlarge: Maximize2,
  reseed: RefreshCw,
  "zoom-in": ZoomIn,
  "zoom-out": ZoomOut,
} satisfies Record<string, LucideIcon>;

/** The icons there are, by what they mean here. */
export type IconName = keyof typeof ICONS;

export interface IconProps {
  name: IconName;
  /** In pixels; 18 unless told. */
  size?: number | undefined;
  className?: string | undefined;
  /** Says it to a screen reader; without it the icon is decoration. */
  label?: string | undefined;
}

/** An icon grows with the letters beside it, as far as the theme says. */
function sizeStyle(size: number): CSSProperties {
  const length = `calc(${size} * var(--icon-unit, 1px))`;
  return { width: length, height: length };
}

/** A line drawing by its name, in the colour of the text around it. With a label it is told to screen readers; without one it is decoration. */
export function Icon({ name, size = 18, className, label }: IconProps) {
  const Drawing = ICONS[name];
  const voice =
    label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <Drawing
      size={size}
      style={sizeStyle(size)}
      strokeWidth={1.75}
      {...voice}
      {...(className === undefined ? {} : { className })}
    />
  );
}
