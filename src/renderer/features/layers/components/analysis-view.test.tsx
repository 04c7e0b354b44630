import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostId } from '../../../../contract/ids.ts';
import type { LayerSource } from '../../../../contract/layers.ts';
import { startI18n } from '../../../shared/i18n/i18n.ts';
import type { AnalysisState } from '../api/use-analysis.ts';
import { AnalysisView } from './analysis-view.tsx';

const source: LayerSource = { kind: 'image', host: HostId.parse('pi'), image: 'web:1' };

/** What was pressed. */
function show(state: AnalysisState): readonly string[] {
  const pressed: string[] = [];
  const press = (name: string) => () => void pressed.push(name);
  const analysis = {
    ...{ state, image: undefined, agree: press('agree'), again: press('again') },
    ...{ stop: press('stop'), renew: press('renew') },
  };
  render(<AnalysisView source={source} analysis={analysis} />);
  return pressed;
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('what stands where an analysis will be', () => {
  beforeEach(() => startI18n('en'));
  afterEach(cleanup);

  it('asks before bytes travel', () => {
    const pressed = show({ state: 'asking', travelBytes: 42e6, layers: 7, knownLayers: 2 });
    expect(screen.getByRole('heading').textContent).toBe('Read web:1');
    expect(screen.getByText(/up to 42 MB must travel/)).toBeTruthy();
    expect(screen.getByText('The image has 7 layers. 2 of them are known already.')).toBeTruthy();
    press('Go on');
    press('Cancel');
    expect(pressed).toEqual(['agree', 'stop']);
  });

  it('tells how far it is, and can be stopped', () => {
    const pressed = show({
      ...{ state: 'reading', doneBytes: 30e6, totalBytes: 40e6 },
      ...{ layersDone: 2, layers: 5 },
    });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('75');
    expect(screen.getByText('30 MB of 40 MB · 2 of 5 layers')).toBeTruthy();
    press('Cancel');
    expect(pressed).toEqual(['stop']);
  });

  it('claims no end where none is known', () => {
    show({ state: 'reading', doneBytes: 30e6, totalBytes: 0, layersDone: 0, layers: 0 });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull();
    expect(screen.getByText('30 MB read')).toBeTruthy();
  });

  it('begins again after it was stopped', () => {
    const pressed = show({ state: 'stopped' });
    press('Read it');
    expect(pressed).toEqual(['again']);
  });
});
