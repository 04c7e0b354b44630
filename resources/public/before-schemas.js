// zod tries `new Function` as schemas are made, and the content policy reports each try as a
// violation. z.config() comes too late: schemas are made while the page's modules load, in an order
// that belongs to the bundler. This classic script runs before all of them; the name is zod's own
// (zod/v4/core/core.js), and a test holds that the built page still reads it.
globalThis.__zod_globalConfig = { jitless: true };
