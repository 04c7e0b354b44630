/**
 * The first script of the page: zod tries `new Function` as schemas are made, which the content policy
 * reports as a violation. It must be told before any module with a schema is loaded.
 */
import * as z from 'zod';

z.config({ jitless: true });
