/**
 * What is inside an image: its layers, the files of each, what they hide and waste.
 *
 * An analysis is read once and kept in the backend under its id; windows page through it. Few are kept: an operation
 * on one that was let go is refused with `analysis-gone`, and the window analyses again (what was read is remembered
 * by layer digest, so that costs little).
 */
import * as z from 'zod';
import { SaveResult } from './containers.ts';
import { bytes, call, duplex, stream } from './define.ts';
import { AnalysisId, ArchiveId, ContainerId, HostId } from './ids.ts';
import { ImageConfig } from './images.ts';

const Reference = z.string().min(1).max(4096);

/** Where the layers come from. `archive`: a file that a window has sent with `layers.upload`. */
export const LayerSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image'), host: HostId, image: Reference }),
  z.object({ kind: z.literal('container'), host: HostId, container: ContainerId }),
  z.object({
    kind: z.literal('registry'),
    reference: Reference,
    platform: z.string().max(100).optional(),
  }),
  z.object({
    kind: z.literal('archive'),
    archive: ArchiveId,
    image: z.string().max(4096).optional(),
  }),
]);
export type LayerSource = z.infer<typeof LayerSource>;

/** One line of the history, oldest first. */
export const LayerSummary = z.object({
  /** Place among the lines of the history: the `layer` of every other operation. */
  index: z.number().int(),
  /** Of the uncompressed tar (the diff id); null for a line that made no layer. */
  digest: z.string().nullable(),
  /** As the builder wrote it; the window shortens. Empty when the image has no history. */
  instruction: z.string(),
  comment: z.string(),
  createdAtMs: z.number().nullable(),
  /** Made elsewhere: the engine has no image for this line (`<missing>`). */
  builtElsewhere: z.boolean(),
  sizeBytes: z.number(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** Names (or ids) of other images on the same engine whose stack begins with the same layers. */
  sharedWith: z.array(z.string()),
  /** The archive does not hold its bytes (a foreign layer, or one that could not be read): why. */
  missing: z.enum(['no', 'foreign', 'not-in-archive', 'broken']),
});
export type LayerSummary = z.infer<typeof LayerSummary>;

/** Both formulas side by side. */
export const Efficiency = z.object({
  /** 0 to 1: bytes that the stacked view shows, of all bytes that travel. */
  ours: z.number(),
  wastedBytes: z.number(),
  /** As `dive` counts: see engine/layers/waste.ts for the formula and where ours differs. */
  dive: z.number(),
  diveWastedBytes: z.number(),
});
export type Efficiency = z.infer<typeof Efficiency>;

export const AnalysedImage = z.object({
  analysis: AnalysisId,
  /** As asked for: a reference, a container's name, a file's name. */
  name: z.string(),
  /** Of the config. Empty where there is none (a bare tar). */
  imageId: z.string(),
  platform: z.string(),
  config: ImageConfig,
  /** Bytes of all layers, uncompressed. */
  sizeBytes: z.number(),
  files: z.number().int(),
  layers: z.array(LayerSummary),
  efficiency: Efficiency,
  /** The images that an archive holds, when there are several: `archive.image` chooses one. */
  others: z.array(z.string()),
  /** What was odd about the archive and was passed over: counted, said. */
  warnings: z.array(
    z.object({
      kind: z.enum([
        'outward-path', // climbs out of the root: kept under its cleaned name, never followed
        'outward-link',
        'lost-whiteout', // removes what no lower layer has
        'digest-differs', // the bytes are not those that the manifest names
        'size-differs',
        'bad-name', // not UTF-8; shown with \xNN
        'broken-layer',
        'missing-layer',
        'foreign-layer',
        'too-many-entries',
      ]),
      count: z.number().int(),
      /** The first of them. */
      example: z.string(),
      layer: z.number().int().nullable(),
    }),
  ),
});
export type AnalysedImage = z.infer<typeof AnalysedImage>;

export const AnalysisEvent = z.discriminatedUnion('state', [
  /** Bytes must travel: nothing was begun, the stream ends. Ask a person, then call with `agreed`. */
  z.object({
    state: z.literal('asking'),
    /** At most: layers that are known already are passed over where the source allows. */
    travelBytes: z.number(),
    layers: z.number().int(),
    knownLayers: z.number().int(),
  }),
  /** Until the first byte. */
  z.object({ state: z.literal('preparing') }),
  z.object({
    state: z.literal('reading'),
    doneBytes: z.number(),
    /** An estimate; 0 while unknown. */
    totalBytes: z.number(),
    layersDone: z.number().int(),
    layers: z.number().int(),
  }),
  z.object({ state: z.literal('done'), image: AnalysedImage }),
]);
export type AnalysisEvent = z.infer<typeof AnalysisEvent>;

/** `layer`: what this layer alone brings. `stack`: what a container would see up to it. */
export const LayerView = z.enum(['layer', 'stack']);
export type LayerView = z.infer<typeof LayerView>;

/** `kept`: in the stack, from a lower layer. */
export const Change = z.enum(['added', 'changed', 'removed', 'kept']);
export type Change = z.infer<typeof Change>;

export const EntryKind = z.enum([
  'file',
  'folder',
  'symlink',
  'hardlink',
  'char-device',
  'block-device',
  'fifo',
]);
export type EntryKind = z.infer<typeof EntryKind>;

export const TreeRow = z.object({
  /** Of one path; the same in every layer and view of the analysis. */
  node: z.number().int(),
  /** For assistive technology: `aria-level`, `aria-posinset`, `aria-setsize`. */
  level: z.number().int(),
  position: z.number().int(),
  setSize: z.number().int(),
  name: z.string(),
  kind: EntryKind,
  change: Change,
  /** Of a folder: all that is below it in this view. */
  sizeBytes: z.number(),
  /** Permission bits, with setuid, setgid and sticky. */
  mode: z.number().int(),
  uid: z.number().int(),
  gid: z.number().int(),
  modifiedAtMs: z.number().nullable(),
  linkTarget: z.string().nullable(),
  /** The layer whose bytes these are. */
  layer: z.number().int(),
  /** Hidden by this layer, not removed: the bytes still travel, in the layers named. */
  hides: z.array(z.object({ layer: z.number().int(), bytes: z.number() })),
  /** An opaque folder: everything that lower layers held in it is hidden. */
  opaque: z.boolean(),
  expandable: z.boolean(),
  expanded: z.boolean(),
});
export type TreeRow = z.infer<typeof TreeRow>;

const Layer = z.number().int().min(0).max(1000);
const Node = z.number().int().min(0);

/** Which rows of a tree: the same for one image and for a comparison. */
const TreeShape = {
  /** Part of a path, letters' case aside. */
  text: z.string().max(1000).default(''),
  changes: z.array(Change).max(4).default([]),
  minBytes: z.number().min(0).default(0),
  sort: z.enum(['name', 'size']).default('name'),
  descending: z.boolean().default(false),
  /** Folders are open or closed but for these. A filter opens the way to what it found. */
  open: z.enum(['none', 'all']).default('none'),
  except: z.array(Node).max(20_000).default([]),
  from: z.number().int().min(0).default(0),
  count: z.number().int().min(1).max(500).default(100),
};

export const WasteEntry = z.object({
  node: z.number().int(),
  path: z.string(),
  /** `replaced`: a later layer brings the path again. `removed`: a later layer deletes it. */
  kind: z.enum(['replaced', 'removed']),
  wastedBytes: z.number(),
  /** Every layer that brings bytes for the path, with those bytes; the last is the one in view, if any is. */
  copies: z.array(z.object({ layer: z.number().int(), bytes: z.number() })),
  /** The layer that made the others' bytes useless. */
  causedBy: z.number().int(),
});
export type WasteEntry = z.infer<typeof WasteEntry>;

/** What would keep the bytes out of the image. The window words it, with the instructions. */
export const WasteMend = z.object({
  kind: z.enum(['merge-runs', 'clean-up-in-same-run', 'multi-stage', 'dockerignore', 'copy-chown']),
  /** The layers that it concerns, the causing one last. */
  layers: z.array(z.number().int()),
  savedBytes: z.number(),
  /** Up to five paths, the largest first. */
  examples: z.array(z.string()),
});
export type WasteMend = z.infer<typeof WasteMend>;

/** What stands on one side of a diff, or alone. Bytes are the first of the file, up to a limit. */
export const FileContent = z.object({
  kind: z.enum(['text', 'binary', 'picture', 'empty']),
  sizeBytes: z.number(),
  /** Decoded, where `kind` is text. */
  text: z.string(),
  /** Where it is not text. */
  bytes,
  /** `image/png`, found by content; empty where it is no picture. */
  mediaType: z.string(),
  truncated: z.boolean(),
  layer: z.number().int(),
});
export type FileContent = z.infer<typeof FileContent>;

/** Reading one file reads its layer again: it may take a while on a remote host. */
export const FileEvent = z.discriminatedUnion('state', [
  /** Bytes must travel from another machine: nothing was begun, the stream ends. Ask, then call with `agreed`. */
  z.object({ state: z.literal('asking'), travelBytes: z.number() }),
  z.object({ state: z.literal('preparing') }),
  z.object({ state: z.literal('reading'), doneBytes: z.number(), totalBytes: z.number() }),
  z.object({
    state: z.literal('done'),
    path: z.string(),
    content: FileContent.nullable(),
    /** The same path in the nearest layer below that has it; null when asked for one side, or when none has. */
    below: FileContent.nullable(),
  }),
]);
export type FileEvent = z.infer<typeof FileEvent>;

export const ConfigDifference = z.object({
  field: z.enum([
    'env',
    'entrypoint',
    'command',
    'user',
    'workingDir',
    'exposedPorts',
    'volumes',
    'labels',
    'stopSignal',
    'platform',
  ]),
  /** The variable's, label's or port's name; empty for a field that is one value. */
  name: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
});
export type ConfigDifference = z.infer<typeof ConfigDifference>;

const Pair = { left: AnalysisId, right: AnalysisId };

export const Comparison = z.object({
  /** How many layers from the bottom are the same. */
  sharedLayers: z.number().int(),
  sharedBytes: z.number(),
  /** Files of the stacked views. */
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  addedBytes: z.number(),
  removedBytes: z.number(),
  /** Right minus left, of the changed files. */
  changedBytes: z.number(),
  config: z.array(ConfigDifference),
});
export type Comparison = z.infer<typeof Comparison>;

export const CompareRow = z.object({
  node: z.number().int(),
  level: z.number().int(),
  position: z.number().int(),
  setSize: z.number().int(),
  name: z.string(),
  kind: EntryKind,
  change: Change,
  /** Null where the side has no such path. */
  leftBytes: z.number().nullable(),
  rightBytes: z.number().nullable(),
  expandable: z.boolean(),
  expanded: z.boolean(),
});
export type CompareRow = z.infer<typeof CompareRow>;

export const layers = {
  /** Begins an analysis or joins the one that runs; leaving it cancels it when nobody else watches. */
  analyse: stream({
    input: z.object({ source: LayerSource, agreed: z.boolean().default(false) }),
    event: AnalysisEvent,
    delivery: 'latest',
  }),
  /** An archive from the person's disk, spooled by the backend until the app ends or it is let go. */
  upload: duplex({
    input: z.object({ fileName: z.string().max(1000), sizeBytes: z.number().min(0) }),
    up: bytes,
    event: z.object({ archive: ArchiveId, doneBytes: z.number(), whole: z.boolean() }),
  }),
  tree: call({
    input: z.object({ analysis: AnalysisId, layer: Layer, view: LayerView, ...TreeShape }),
    output: z.object({
      /** Rows that the whole tree has with this filter and these open folders. */
      total: z.number().int(),
      /** Files and links that the filter fits, open or not. */
      matches: z.number().int(),
      rows: z.array(TreeRow),
    }),
  }),
  /** Opens the way to a path and tells where its row is. */
  reveal: call({
    input: z.object({
      ...{ analysis: AnalysisId, layer: Layer, view: LayerView, node: Node },
      ...TreeShape,
    }),
    output: z.object({
      /** To add to (or, where all is open, take from) `except`. */
      parents: z.array(z.number().int()),
      row: z.number().int().nullable(),
    }),
  }),
  treemap: call({
    input: z.object({
      ...{ analysis: AnalysisId, layer: Layer, view: LayerView },
      /** Null: the root. */
      folder: Node.nullable().default(null),
      most: z.number().int().min(1).max(200).default(60),
    }),
    output: z.object({
      sizeBytes: z.number(),
      /** From the root to the folder. */
      path: z.array(z.object({ node: z.number().int(), name: z.string() })),
      cells: z.array(
        z.object({
          node: z.number().int(),
          name: z.string(),
          sizeBytes: z.number(),
          folder: z.boolean(),
          change: Change,
        }),
      ),
      /** What is too small for a cell of its own. */
      rest: z.object({ count: z.number().int(), sizeBytes: z.number() }),
    }),
  }),
  waste: call({
    input: z.object({
      analysis: AnalysisId,
      from: z.number().int().min(0).default(0),
      count: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      efficiency: Efficiency,
      total: z.number().int(),
      /** The largest first. */
      entries: z.array(WasteEntry),
      byLayer: z.array(z.object({ layer: z.number().int(), wastedBytes: z.number() })),
      mends: z.array(WasteMend),
    }),
  }),
  file: stream({
    input: z.object({
      ...{ analysis: AnalysisId, layer: Layer, node: Node },
      below: z.boolean().default(false),
      agreed: z.boolean().default(false),
    }),
    event: FileEvent,
    delivery: 'latest',
  }),
  /** A file as it is, a folder as a tar: to the person's disk. */
  download: call({
    input: z.object({ analysis: AnalysisId, layer: Layer, view: LayerView, node: Node }),
    output: SaveResult,
  }),
  compare: call({ input: z.object(Pair), output: Comparison }),
  compareTree: call({
    input: z.object({ ...Pair, ...TreeShape }),
    output: z.object({
      total: z.number().int(),
      matches: z.number().int(),
      rows: z.array(CompareRow),
    }),
  }),
  /** Layers remembered on disk: how much, and away with them. */
  remembered: call({
    input: z.object({}),
    output: z.object({ layers: z.number().int(), sizeBytes: z.number() }),
  }),
  forget: call({ input: z.object({}), output: z.object({}) }),
};
