/** Texts by namespace. */
export type Texts = Readonly<Record<string, Record<string, unknown>>>;

/** Files as `import.meta.glob` gives them: the file's name is the namespace. */
export function textsOf(files: Readonly<Record<string, Record<string, unknown>>>): Texts {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [
      path.slice(path.lastIndexOf('/') + 1).replace('.json', ''),
      texts,
    ]),
  );
}
