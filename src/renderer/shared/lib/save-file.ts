/** Brings a file that the backend made to the person's own disk. */
import type { SaveResult } from '../../../contract/containers.ts';

/**
 * In the web shell the browser fetches the one-time address as a download; on the desktop a place was chosen and a job
 * writes. Returns what came of it.
 */
export function takeSaved(result: SaveResult): SaveResult['kind'] {
  if (result.kind === 'url') {
    const link = document.createElement('a');
    link.href = result.url;
    // The server names the file; this only keeps the page where it is.
    link.download = '';
    link.click();
  }
  return result.kind;
}
