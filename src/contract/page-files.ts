/** Which file of the page an address means, decided once for both shells. */

/** By extension. What is not listed is not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
};

/** Undefined for what the page has no use for. */
export function mediaTypeOf(file: string): string | undefined {
  const dot = file.lastIndexOf('.');
  return dot < 0 ? undefined : mediaTypes[file.slice(dot + 1).toLowerCase()];
}

export interface PageQuestion {
  /** As it came: still percent-encoded, without query. */
  readonly pathname: string;
  /** The `Accept` header; a navigation accepts HTML, a script or style element does not. */
  readonly accept: string;
  /** Every file of the page, relative with `/`: `index.html`, `assets/index-1a2b3c4d.js`. */
  readonly files: ReadonlySet<string>;
}

export type PageAnswer =
  | {
      readonly status: 200;
      readonly file: string;
      readonly mediaType: string;
      readonly cacheControl: string;
    }
  | { readonly status: 400 | 404 };

/**
 * Only names from the list are ever opened, so that no spelling of a path leads out of the folder;
 * an encoded traversal is refused besides. Routes of the app (`/containers/abc`) are its index page,
 * but a missing asset is missing.
 */
export function pageFile({ pathname, accept, files }: PageQuestion): PageAnswer {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return { status: 400 };
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) {
    return { status: 400 };
  }
  const asked = path.replace(/^\/+/, '') || 'index.html';
  if (files.has(asked)) return found(asked);
  const isNavigation = accept.includes('text/html') && !asked.startsWith('assets/');
  return isNavigation && files.has('index.html') ? found('index.html') : { status: 404 };
}

function found(file: string): PageAnswer {
  const mediaType = mediaTypeOf(file);
  if (!mediaType) return { status: 404 };
  // The build puts a hash of the content into the names below assets/.
  const cacheControl = file.startsWith('assets/')
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
  return { status: 200, file, mediaType, cacheControl };
}
