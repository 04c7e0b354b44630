import { rawEngine } from '../raw-engine.ts';
import { fixtureImage, fixtureNames } from './fixtures.ts';

/** Loads the fixture images that the engine does not have yet. */
export async function loadFixtures(socket: string): Promise<void> {
  const engine = rawEngine(socket);
  const images = await engine.request<{ RepoTags: string[] | null }[]>('GET', '/images/json');
  const present = new Set(images.flatMap(({ RepoTags }) => RepoTags ?? []));
  for (const name of fixtureNames) {
    const image = await fixtureImage(name);
    // Podman puts its own registry name before a reference that has none
    const missing = image.tags.filter((t) => !present.has(t) && !present.has(`localhost/${t}`));
    if (missing.length > 0) await engine.load(image.saveTar());
  }
}
