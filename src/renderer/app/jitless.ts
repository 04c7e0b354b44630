import * as z from 'zod';

// zod would otherwise try `new Function`, which the content policy reports as a violation.
z.config({ jitless: true });
