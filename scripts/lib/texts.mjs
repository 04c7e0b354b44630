/**
 * What the interface says, checked: catalogues on one side, the keys that the sources use on the
 * other. Pure functions; `scripts/check-i18n.mjs` reads the files.
 */

/** The plural forms that each language has (CLDR cardinal categories). */
const pluralForms = { en: ['one', 'other'], 'zh-CN': ['other'] };
const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/** The namespace of a `t()` whose file or function names none. */
export const defaultNamespace = 'common';

/**
 * `{ a: { b: 'x' } }` as `Map { 'a.b' => 'x' }`.
 *
 * @param {Record<string, unknown>} tree
 * @returns {Map<string, unknown>}
 */
export function flatten(tree, path = '') {
  const flat = new Map();
  for (const [name, value] of Object.entries(tree)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [inner, text] of flatten(value, key)) flat.set(inner, text);
    } else flat.set(key, value);
  }
  return flat;
}

/**
 * Keys without their plural suffix, with the texts of all their forms.
 *
 * @param {Map<string, unknown>} flat
 * @returns {Map<string, { forms: Set<string>, texts: string[] }>} `forms` is empty for a key without plural
 */
export function entries(flat) {
  const found = new Map();
  for (const [key, text] of flat) {
    const form = pluralSuffix.exec(key)?.[1];
    const base = form === undefined ? key : key.replace(pluralSuffix, '');
    const entry = found.get(base) ?? { forms: new Set(), texts: [], bare: false };
    if (form === undefined) entry.bare = true;
    else entry.forms.add(form);
    entry.texts.push(text);
    found.set(base, entry);
  }
  return found;
}

const placeholders = (texts) =>
  [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map((m) => m[1])),
    ),
  ]
    .filter((name) => name !== 'count')
    .sort()
    .join(', ');

const nested = (text) => [...text.matchAll(/\$t\(\s*([\w:.-]+)/g)].map((match) => match[1]);

/** @param {string} namespace @param {string} language @param {ReturnType<typeof entries>} all */
function wrongForms(namespace, language, all) {
  const faults = [];
  const expected = pluralForms[language];
  for (const [key, { forms, bare, texts }] of all) {
    const name = `${language} ${namespace}:${key}`;
    for (const text of texts) {
      if (typeof text !== 'string') faults.push(`${name} is no text`);
      else if (text.trim() === '') faults.push(`${name} is empty`);
    }
    if (forms.size === 0) continue;
    if (bare) faults.push(`${name} stands both with and without a plural`);
    const missing = expected.filter((form) => !forms.has(form));
    const extra = [...forms].filter((form) => form !== 'zero' && !expected.includes(form));
    if (missing.length > 0) faults.push(`${name} lacks the plural form ${missing.join(', ')}`);
    if (extra.length > 0) faults.push(`${name} has a plural form too many: ${extra.join(', ')}`);
  }
  return faults;
}

/**
 * What is wrong between the two languages.
 *
 * @param {{ en: Record<string, object>, 'zh-CN': Record<string, object> }} catalogues by namespace
 * @returns {string[]} one sentence a fault
 */
export function compareLanguages(catalogues) {
  const faults = [];
  const spaces = new Set([...Object.keys(catalogues.en), ...Object.keys(catalogues['zh-CN'])]);
  for (const space of spaces) {
    const sides = ['en', 'zh-CN'].map((language) => [language, catalogues[language][space]]);
    const absent = sides.filter(([, tree]) => tree === undefined).map(([language]) => language);
    if (absent.length > 0) {
      faults.push(`${absent.join(', ')} has no file ${space}.json`);
      continue;
    }
    const [en, zh] = sides.map(([, tree]) => entries(flatten(tree)));
    faults.push(...wrongForms(space, 'en', en), ...wrongForms(space, 'zh-CN', zh));
    for (const key of en.keys()) if (!zh.has(key)) faults.push(`zh-CN lacks ${space}:${key}`);
    for (const key of zh.keys()) if (!en.has(key)) faults.push(`en lacks ${space}:${key}`);
    for (const [key, entry] of en) {
      const other = zh.get(key);
      if (other === undefined) continue;
      if (entry.forms.size === 0 && other.forms.size > 0)
        faults.push(`${space}:${key} has plurals in zh-CN only`);
      if (entry.forms.size > 0 && other.forms.size === 0)
        faults.push(`${space}:${key} has plurals in en only`);
      const isText = (text) => typeof text === 'string';
      const values = [entry, other].map(({ texts }) => placeholders(texts.filter(isText)));
      if (values[0] !== values[1])
        faults.push(`${space}:${key} takes {${values[0]}} in en, {${values[1]}} in zh-CN`);
    }
  }
  return faults;
}

/**
 * What is wrong between the catalogue and the sources.
 *
 * @param {Record<string, object>} catalogue the English one, by namespace
 * @param {import('./text-uses.mjs').TextUse[]} uses
 * @returns {string[]} one sentence a fault
 */
export function compareUses(catalogue, uses) {
  const known = new Map();
  for (const [space, tree] of Object.entries(catalogue)) {
    for (const [key, { texts }] of entries(flatten(tree))) known.set(`${space}:${key}`, texts);
  }
  const used = new Set();
  const faults = [];
  for (const use of uses) {
    if (use.kind === 'maybe' && !known.has(use.key)) {
      // A literal like `node:fs` is no key; one whose first part is a namespace of ours is.
      if (use.key.split(':')[0] in catalogue) faults.push(`${use.at}: there is no text ${use.key}`);
      continue;
    }
    if (use.kind === 'prefix') {
      const matching = [...known.keys()].filter((key) => key.startsWith(use.key));
      if (matching.length === 0) faults.push(`${use.at}: no text begins with ${use.key}`);
      for (const key of matching) used.add(key);
    } else if (known.has(use.key)) used.add(use.key);
    else faults.push(`${use.at}: there is no text ${use.key}`);
  }
  for (const [key, texts] of known) {
    const space = key.split(':')[0];
    for (const inner of texts.filter((text) => typeof text === 'string').flatMap(nested)) {
      const full = inner.includes(':') ? inner : `${space}:${inner}`;
      if (known.has(full)) used.add(full);
      else faults.push(`${key} names ${full}, which does not exist`);
    }
  }
  for (const key of known.keys()) if (!used.has(key)) faults.push(`${key} is never used`);
  return faults;
}
