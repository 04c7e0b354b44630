/** How much of a registry's answer is taken. A registry is a stranger. */

const mebibyte = 1024 * 1024;

/** Docker and containerd take no larger manifest. */
export const manifestLimitBytes = 4 * mebibyte;
/** One page of tags; 10,000 tags of 128 characters are 1.3 MB. */
export const tagPageLimitBytes = 4 * mebibyte;
/** An image's config with 127 layers has some 100 kB. */
export const configLimitBytes = 8 * mebibyte;
/** A refusal is a sentence, a token some kB. */
export const smallLimitBytes = 256 * 1024;

export const tagsPerPage = 1_000;
/** What a picker can still show; a repository of the Hub has 3,000 at most. */
export const tagLimit = 10_000;
export const tagPageLimit = 50;

/** For the answer's head, and for each pause in its body. */
export const answerLimitMs = 20_000;
/** For a whole question: all pages, a login in between. */
export const questionLimitMs = 60_000;

export const redirectLimit = 5;
