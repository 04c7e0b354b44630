/**
 * The page of capabilities: what is shown by which test, and no more.
 */

/** More tests than this are counted, not named. */
const namedTests = 3;

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/**
 * @param {{ number: number, name: string }} line
 * @param {{ title: string, path: string, partial: boolean }[]} tests those that name the line
 */
function row({ number, name }, tests) {
  // A line is `yes` only when a test that claims the whole of it says so.
  const whole = tests.filter((test) => !test.partial);
  const state = whole.length > 0 ? 'yes' : tests.length > 0 ? 'partial' : 'no';
  const shown = whole.length > 0 ? whole : tests;
  const named = shown.slice(0, namedTests).map(({ path, title }) => `\`${path}\`: ${cell(title)}`);
  const more = shown.length > namedTests ? [`and ${shown.length - namedTests} more`] : [];
  return {
    state,
    text: `| ${number} | ${cell(name)} | ${state} | ${[...named, ...more].join('; ')} |`,
  };
}

function table(lines, testsOf) {
  const rows = lines.map((line) => row(line, testsOf(line.number)));
  const count = (state) => rows.filter((one) => one.state === state).length;
  const total = `${count('yes')} yes, ${count('partial')} partial, ${count('no')} no.`;
  const head = ['| # | capability | shown | test |', '|---|---|---|---|'];
  return [total, '', ...head, ...rows.map((one) => one.text)];
}

/**
 * @param {{ features: { number: number, name: string, group: string }[], book: { number: number, name: string }[] }} data
 * @param {(import('./capability-tags.mjs').TaggedTest & { path: string })[]} tests
 * @returns {{ page: string, unknown: string[] }} `unknown`: tags that name no line, a sentence each
 */
export function capabilityPage(data, tests) {
  const naming = (kind) => (number) => tests.filter((test) => test[kind].includes(number));
  const features = data.features.map(({ number, group, name }) => ({
    number,
    name: `${group}: ${name}`,
  }));
  const unknown = ['features', 'book'].flatMap((kind) => {
    const numbers = new Set(data[kind].map((line) => line.number));
    return tests.flatMap((test) =>
      test[kind]
        .filter((number) => !numbers.has(number))
        .map((number) => `${test.path}: ${test.title}: there is no line ${number} in ${kind}`),
    );
  });
  const page = [
    '# Capabilities',
    '',
    'Made by `npm run capabilities` from the tags in the titles of the tests. A line is `yes` when a test',
    'shows the whole of it, `partial` when a test shows some of it, and `no` when none does.',
    '',
    '## What container consoles can do',
    '',
    ...table(features, naming('features')),
    '',
    '## The book, line by line',
    '',
    'The table of contents of “Docker: from beginner to practice” (Docker 从入门到实践), each as something to do on a screen.',
    '',
    ...table(data.book, naming('book')),
    '',
  ].join('\n');
  return { page, unknown };
}
