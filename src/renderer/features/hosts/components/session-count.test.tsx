import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { startI18n, switchLanguage } from '../../../shared/i18n/i18n.ts';
import { SessionText } from './session-count.tsx';

describe('the sessions of a login', () => {
  afterEach(cleanup);

  it('are counted, with the limit where it is known, in both languages', async () => {
    await startI18n('en');
    const { rerender } = render(<SessionText sessions={{ used: 1, limit: null }} />);
    expect(screen.getByText('1 session in use')).toBeTruthy();
    rerender(<SessionText sessions={{ used: 3, limit: 10 }} />);
    expect(screen.getByText('Sessions 3 of 10')).toBeTruthy();
    await switchLanguage('zh-CN');
    rerender(<SessionText sessions={{ used: 3, limit: 10 }} />);
    expect(screen.getByText('会话 3 / 10')).toBeTruthy();
    rerender(<SessionText sessions={{ used: 0, limit: null }} />);
    expect(screen.getByText('已用会话 0')).toBeTruthy();
  });
});
