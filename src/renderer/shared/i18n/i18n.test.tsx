import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { startI18n, switchLanguage } from './i18n.ts';

describe('the language', () => {
  it('speaks English at once, and Chinese when its texts have come', async () => {
    await startI18n('en');
    expect(i18next.t('common:actions.cancel')).toBe('Cancel');
    await switchLanguage('zh-CN');
    expect(i18next.t('common:actions.cancel')).toBe('取消');
    expect(document.documentElement.lang).toBe('zh-CN');
  });

  it('stays with what was chosen last, whichever texts come first', async () => {
    await startI18n('en');
    const late = switchLanguage('zh-CN');
    await switchLanguage('en');
    await late;
    expect(i18next.language).toBe('en');
    expect(document.documentElement.lang).toBe('en');
  });
});
