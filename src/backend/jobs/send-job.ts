import { refuse } from '../../contract/errors.ts';
import type { HostId, JobId } from '../../contract/ids.ts';
import { loadImages, saveImages } from '../../engine/images/archives.ts';
import { findImage } from '../../engine/images/detail.ts';
import type { Backbone } from '../backbone.ts';
import { startHostJob } from './host-job.ts';

export interface Sending {
  readonly from: HostId;
  readonly to: HostId;
  readonly images: readonly string[];
}

/**
 * Images from one engine to another, as they stream: nothing is written to this machine's disk, and
 * the slower of the two sets the pace. Throws `image-not-found` before anything is sent.
 */
export async function sendJob(backbone: Backbone, { from, to, images }: Sending): Promise<JobId> {
  const { hosts } = backbone;
  if (from === to) throw refuse('bad-input', 'An image is sent to another engine.');
  await hosts.withEngine(from, async (engine) => {
    for (const name of images) {
      if ((await findImage(engine, name)) !== null) continue;
      throw refuse('image-not-found', `${name} is not on this engine.`, { facts: { name } });
    }
  });
  const subject = images.join(', ').slice(0, 300);
  const { id } = startHostJob(backbone, {
    ...{ host: to, kind: 'send', subject, action: 'images.send' },
    words: ['docker', 'load'],
    async work(control) {
      const release = hosts.get(from).connection.hold();
      try {
        const source = await hosts.get(from).connection.engine(control.signal);
        async function* counted(): AsyncGenerator<Uint8Array> {
          let doneBytes = 0;
          control.update({ phase: 'preparing' });
          for await (const chunk of saveImages(source, images, { signal: control.signal })) {
            doneBytes += chunk.byteLength;
            control.update({ phase: 'uploading', doneBytes });
            yield chunk;
          }
          control.update({ phase: 'extracting' });
        }
        return await hosts.withEngine(to, async (engine) => {
          const input = { source: counted(), onLine: control.line };
          const { references } = await loadImages(engine, input, control);
          return { references };
        });
      } finally {
        release();
      }
    },
  });
  return id;
}
