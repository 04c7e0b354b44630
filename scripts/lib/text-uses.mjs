import ts from 'typescript';
import { defaultNamespace } from './texts.mjs';

/**
 * @typedef {{ kind: 'key' | 'prefix' | 'maybe', key: string, at: string }} TextUse
 * `key`: `t('containers:actions.stop')`. `prefix`: `` t(`errors:${code}`) `` uses all that begins so.
 * `maybe`: a literal of that shape outside of a `t()`, as in a table of columns.
 */

/** Attributes that a person reads or hears. */
const readAttributes = new Set([
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'caption',
  'description',
  'heading',
  'hint',
  'label',
  'message',
  'placeholder',
  'text',
  'title',
]);
/** Names that are the same in every language. */
const names = new Set(['Longshore', 'Docker', 'Podman', 'English', '简体中文']);
const keyShape = /^[a-z][\w-]*:[A-Za-z][\w-]*(\.[\w-]+)*$/;

/** `nginx:1.27`, `8080`, `KEY=value`: an example of input, not a sentence. */
const isTechnical = (text) => /^[\w.\-:/=@,*+[\]~$]+$/.test(text) && /[.:/=@0-9_]/.test(text);
const isForPeople = (text) =>
  /\p{L}{2}/u.test(text) && !names.has(text.trim()) && !isTechnical(text.trim());

const isFunction = (node) =>
  ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
const isText = (node) => ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);

/**
 * The namespace named by `useTranslation('x')`, our `useCellTexts('x')` or `getFixedT(language, 'x')`
 * inside `node`, if any.
 */
function namedSpace(node) {
  let space;
  const visit = (child) => {
    if (space !== undefined) return;
    if (ts.isCallExpression(child)) {
      const callee = ts.isPropertyAccessExpression(child.expression)
        ? child.expression.name
        : child.expression;
      const name = ts.isIdentifier(callee) ? callee.text : '';
      const [one, other] = child.arguments;
      const argument = { useTranslation: one, useCellTexts: one, getFixedT: other }[name];
      const first =
        argument && ts.isArrayLiteralExpression(argument) ? argument.elements[0] : argument;
      if (first && isText(first)) space = first.text;
      else if (name === 'useTranslation') space = defaultNamespace;
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return space;
}

/** The texts that an argument of `t()` can be: `a ? 'x' : 'y'` are two. Undefined: not known here. */
function literalsOf(node) {
  if (isText(node)) return [{ kind: 'key', text: node.text }];
  if (ts.isTemplateExpression(node)) return [{ kind: 'prefix', text: node.head.text }];
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap((side) => literalsOf(side));
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
    return literalsOf(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => literalsOf(one));
  return [];
}

/**
 * The keys that a source uses and the sentences that it holds itself.
 *
 * @param {string} path for messages
 * @param {string} source TypeScript, with JSX where the path ends in .tsx
 * @returns {{ uses: TextUse[], faults: string[] }}
 */
export function textUses(path, source) {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind);
  const lines = source.split('\n');
  const uses = [];
  const faults = [];
  const lineOf = (node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line;
  const at = (node) => `${path}:${lineOf(node) + 1}`;
  /** A reason in the line above or in the line itself: `i18n-ignore: a file name`. */
  const excused = (node) =>
    [lineOf(node) - 1, lineOf(node)].some((line) => /i18n-ignore: \S/.test(lines[line] ?? ''));
  const fault = (node, text) => {
    if (isForPeople(text) && !excused(node))
      faults.push(`${at(node)}: text outside of the catalogues: ${JSON.stringify(text.trim())}`);
  };
  const spaces = [namedSpace(file) ?? defaultNamespace];
  const seen = new Set();

  const noteKeys = (node, argument) => {
    for (const { kind, text } of literalsOf(argument)) {
      const key = text.includes(':') ? text : `${spaces.at(-1)}:${text}`;
      if (kind === 'prefix' && text === '')
        faults.push(`${at(node)}: a key must begin with a literal that names its place`);
      else uses.push({ kind, key, at: at(node) });
    }
    const mark = (inner) => {
      seen.add(inner);
      ts.forEachChild(inner, mark);
    };
    mark(argument);
  };

  const visit = (node) => {
    if (ts.isCallExpression(node) && node.arguments[0] !== undefined) {
      const callee = node.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.text;
      if (name === 't') noteKeys(node, node.arguments[0]);
    }
    if (ts.isJsxAttribute(node)) {
      const name = node.name.getText(file);
      const value = node.initializer;
      const inner = value && ts.isJsxExpression(value) ? value.expression : value;
      if (name === 'i18nKey' && inner) noteKeys(node, inner);
      else if (readAttributes.has(name) && inner && isText(inner)) fault(inner, inner.text);
    }
    if (ts.isJsxText(node)) fault(node, node.text);
    const isChild = ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent);
    if (isChild && node.expression && isText(node.expression))
      fault(node.expression, node.expression.text);
    if (isText(node) && !seen.has(node) && keyShape.test(node.text))
      uses.push({ kind: 'maybe', key: node.text, at: at(node) });

    const space = isFunction(node) && node.body ? namedSpace(node.body) : undefined;
    if (space !== undefined) spaces.push(space);
    ts.forEachChild(node, visit);
    if (space !== undefined) spaces.pop();
  };
  visit(file);
  return { uses, faults };
}
