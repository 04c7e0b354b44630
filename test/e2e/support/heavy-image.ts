import { fixtureImage } from '../../support/images/fixtures.ts';
import { type BuiltImage, buildImage, sha256 } from '../../support/images/image.ts';

/** The web fixture with layers that no engine has: a pull of it can be watched. */
export async function heavyImage(): Promise<BuiltImage> {
  const web = await fixtureImage('web');
  const noise = buildImage({
    tags: [],
    layers: Array.from({ length: 5 }, (_, n) => [
      { path: `srv/heavy-${n}`, bytes: heavyBytes(n), mode: 0o644 },
    ]),
    config: {},
  });
  const layers = [...web.layers, ...noise.layers];
  const rootfs = { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) };
  const config: object = JSON.parse(web.configJson.toString('utf8'));
  const configJson = Buffer.from(JSON.stringify({ ...config, rootfs }));
  return { ...web, id: `sha256:${sha256(configJson)}`, layers, configJson };
}

/** The same each time, so that a registry keeps one copy; it does not compress. */
function heavyBytes(seed: number): Buffer {
  const bytes = Buffer.alloc(4_000_000);
  let state = seed + 1;
  for (let at = 0; at < bytes.length; at += 4) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    bytes.writeUInt32LE((state ^ (state >>> 13)) >>> 0, at);
  }
  return bytes;
}
