import { dockerWords } from '../../contract/command-line.ts';
import { imageDetail, imageHistory, imageJson } from '../../engine/images/detail.ts';
import { allImages, listImages } from '../../engine/images/list.ts';
import { removeImage, tagImage } from '../../engine/images/names.ts';
import { removalOutcome } from '../../engine/images/removal-outcome.ts';
import { removalPlan } from '../../engine/images/removal-plan.ts';
import type { Backbone } from '../backbone.ts';
import { lookIntoUpload } from '../files/look-into-upload.ts';
import { importJob, loadJob } from '../jobs/archive-jobs.ts';
import { layerBooks } from '../jobs/layer-books.ts';
import { pullJob } from '../jobs/pull-job.ts';
import { pushJob } from '../jobs/push-job.ts';
import { removeImagesJob } from '../jobs/remove-images-job.ts';
import { saveImagesTo } from '../jobs/save-images.ts';
import { sendJob } from '../jobs/send-job.ts';
import { changing } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

export function imageHandlers(backbone: Backbone): HandlersFor<'images'> {
  const { hosts } = backbone;
  const books = layerBooks();
  return {
    async list({ host }, { signal }) {
      const { connection, changes } = hosts.get(host);
      await connection.engineForList(signal);
      const rows = await hosts.withEngine(host, (engine) => listImages(engine, { signal }));
      changes.sawImages(rows);
      return rows;
    },
    async intermediates({ host }, { signal }) {
      const all = await hosts.withEngine(host, (engine) => allImages(engine, { signal }), signal);
      return all.map(({ summary }) => summary).filter((image) => image.intermediate);
    },
    removalPlan: ({ host, scope }, { signal }) =>
      hosts.withEngine(
        host,
        (engine) => removalPlan(engine, { scope, book: books.of(host) }, { signal }),
        signal,
      ),
    removeMany: async ({ host, images }) => ({
      job: removeImagesJob(backbone, { host, images, book: books.of(host) }),
    }),
    detail: ({ host, image }, { signal }) =>
      hosts.withEngine(host, (engine) => imageDetail(engine, image, { signal }), signal),
    inspect: async ({ host, image }, { signal }) => ({
      json: await hosts.withEngine(host, (engine) => imageJson(engine, image, { signal }), signal),
    }),
    history: ({ host, image }, { signal }) =>
      hosts.withEngine(host, (engine) => imageHistory(engine, image, { signal }), signal),
    removalOutcome: ({ host, image }, { signal }) =>
      hosts.withEngine(host, (engine) => removalOutcome(engine, image, { signal }), signal),
    async tag({ host, image, reference }) {
      const words = dockerWords.tag(image, reference);
      const act = { host, action: 'images.tag', subject: reference, words };
      await changing(backbone, act, () =>
        hosts.withEngine(host, (engine) => tagImage(engine, { image, reference })),
      );
      return {};
    },
    remove({ host, image, force }) {
      const words = dockerWords.removeImage(image, { force });
      const act = { host, action: 'images.remove', subject: image, words };
      return changing(backbone, act, () =>
        hosts.withEngine(host, (engine) => removeImage(engine, { image, force })),
      );
    },
    pull: async (input) => ({ job: pullJob(backbone, input) }),
    push: async (input) => ({ job: await pushJob(backbone, input) }),
    load: (input, up, { signal }) => loadJob(backbone, input, { up, signal }),
    look: (_input, up, { signal }) => lookIntoUpload(up, signal),
    import: (input, up, { signal }) => importJob(backbone, input, { up, signal }),
    send: async (input) => ({ job: await sendJob(backbone, input) }),
    save: (input) => saveImagesTo(backbone, input),
  };
}
