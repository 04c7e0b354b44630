// zod tries `new Function` as schemas are made, and the content policy reports each try as a
// violation. z.config() comes too late: schemas are made while the page's modules load, in an order
// that belongs to the bundler. This classic script runs before all of them; the name is zod's own
// (zod/v4/core/core.js), and a test holds that the built page still reads it.
globalThis.__zod_globalConfig = { jitless: true };

// The page's own script is still on its way and nothing else works here: the browser's tables for
// numbers and times, which take it some 30 ms at their first use, are opened meanwhile.
new Intl.NumberFormat().format(1.5);
new Intl.RelativeTimeFormat().format(-1, 'hour');
new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(0);
new Intl.PluralRules().select(1);
