import { textsOf } from './texts-of.ts';

export const texts = textsOf(
  import.meta.glob<Record<string, unknown>>('./zh-CN/*.json', { eager: true, import: 'default' }),
);
