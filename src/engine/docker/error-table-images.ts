import { idsIn, named, nameOf, type RefusalRule } from './refusal.ts';

export const imageRules: readonly RefusalRule[] = [
  {
    code: 'image-in-use',
    patterns: [
      /container (?<ids>[0-9a-f]{12,64}) is using its referenced image/i,
      /image is being used by (?<state>running|stopped)? ?container (?<ids>[0-9a-f]{12,64})/i,
      /image used by (?<ids>[0-9a-f]{12,64}): image is in use/i,
      /image is in use by (?:a container|(?<ids>.*))/i,
    ],
    say: ({ ids, state = '' }, about) => {
      const found = idsIn(ids);
      return {
        message: 'Containers are made from this image; remove them first.',
        facts: { name: nameOf(about), count: found.length, state },
        ...(found.length === 0 ? {} : { mend: { kind: 'show-containers', ids: found } }),
      };
    },
  },
  {
    code: 'image-has-children',
    patterns: [/has dependent (?:child )?images/i, /image has children/i],
    say: (_found, about) => named('Other images are built on this one.', nameOf(about)),
  },
  {
    code: 'image-in-use',
    patterns: [
      /image is referenced in multiple repositories/i,
      /unable to remove image with multiple/i,
    ],
    say: (_found, about) => ({
      message: 'The image has several names; remove these one by one.',
      facts: { name: nameOf(about), count: 0, state: 'tags' },
    }),
  },
  {
    code: 'bad-reference',
    patterns: [
      /invalid reference format/i,
      /repository name .*must be lowercase/i,
      /(?:parsing|normalizing) (?:reference|name|image)/i,
      /is not a valid repository\/tag/i,
    ],
    say: (_found, about) => named('This is not a valid image reference.', nameOf(about)),
  },
  {
    code: 'image-not-found',
    patterns: [
      /No such image:? ?(?<name>\S+?)?\.?$/im,
      /(?<name>\S+): image not known/i,
      /unable to find '?(?<name>\S+?)'? in local storage/i,
      /reference does not exist/i,
      /failed to find image (?<name>\S+?):/i,
    ],
    say: ({ name }, about) => {
      const reference = nameOf(about, name);
      const creating = about?.operation === 'container-create';
      return named(
        `The image ${reference} is not on this engine.`,
        reference,
        creating ? { kind: 'pull-image', reference } : undefined,
      );
    },
  },
  {
    code: 'wrong-archive',
    patterns: [
      /archive\/tar: invalid tar header/i,
      /does not contain a manifest\.json/i,
      /invalid archive/i,
      /open .*\/(?:repositories|json|manifest\.json): no such file or directory/i,
      /payload does not match any of the supported image formats/i,
      /unexpected EOF/i,
    ],
    operations: /^image-(load|import)$/,
    say: (_found, about) => named('The file is not what this takes.', nameOf(about)),
  },
];
