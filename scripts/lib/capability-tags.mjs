import ts from 'typescript';

/**
 * @typedef {{ title: string, features: number[], book: number[], partial: boolean }} TaggedTest
 */

/** `{51}`, `{51 partial}`, `{book 12}`, `{51 52 book 46}`: numbers after `book` are lines of the book. */
const tag = /\s*\{((?:\d+|book|partial)(?:\s+(?:\d+|book|partial))*)\}/g;

/**
 * The tags in a title. A title may carry several; `partial` holds for its own tag only.
 *
 * @param {string} title
 * @returns {TaggedTest[]} one entry a tag, with the title without its tags
 */
export function tagsOf(title) {
  const bare = title.replace(tag, '').trim();
  return [...title.matchAll(tag)].map((match) => {
    const found = { title: bare, features: [], book: [], partial: false };
    let list = found.features;
    for (const word of match[1].split(/\s+/)) {
      if (word === 'book') list = found.book;
      else if (word === 'partial') found.partial = true;
      else list.push(Number(word));
    }
    return found;
  });
}

/** `it.skip.each` → ['it', 'skip', 'each']; undefined when the callee is not made of plain names. */
function namesOf(node) {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node))
    return namesOf(ts.isCallExpression(node) ? node.expression : node.tag);
  if (ts.isPropertyAccessExpression(node)) {
    const before = namesOf(node.expression);
    return before && [...before, node.name.text];
  }
  return undefined;
}

function titleOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…');
  return '';
}

/**
 * The tagged tests of a file. What never runs (`skip`, `todo`, `fixme`, and all inside of it) shows
 * nothing and is left out.
 *
 * @param {string} path
 * @param {string} source TypeScript
 * @returns {TaggedTest[]}
 */
export function taggedTests(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      const names = namesOf(node.expression) ?? [];
      if (['it', 'test', 'describe'].includes(names[0])) {
        if (names.some((name) => ['skip', 'todo', 'fixme', 'fails', 'fail'].includes(name))) return;
        if (node.arguments[0] !== undefined) found.push(...tagsOf(titleOf(node.arguments[0])));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
