import { textsOf } from './texts-of.ts';

export const texts = textsOf(
  import.meta.glob<Record<string, unknown>>('./en/*.json', { eager: true, import: 'default' }),
);
