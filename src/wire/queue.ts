/** First in, first out. `Array.shift` moves every element; this moves an index. */
export interface Queue<T> {
  readonly size: () => number;
  readonly push: (item: T) => void;
  readonly peek: () => T | undefined;
  readonly shift: () => T | undefined;
  /** Puts an item back in front: the rest of one that was taken in part. */
  readonly unshift: (item: T) => void;
  /** Removes and returns all items. */
  readonly clear: () => T[];
}

/** Below this the array is left alone: compacting a short one costs more than it frees. */
const compactFrom = 64;

export function createQueue<T>(): Queue<T> {
  let items: (T | undefined)[] = [];
  let head = 0;

  function shift(): T | undefined {
    if (head >= items.length) return undefined;
    const item = items[head];
    items[head] = undefined;
    head += 1;
    if (head === items.length) {
      items = [];
      head = 0;
    } else if (head >= compactFrom && head * 2 >= items.length) {
      items = items.slice(head);
      head = 0;
    }
    return item;
  }

  return {
    size: () => items.length - head,
    push: (item) => {
      items.push(item);
    },
    peek: () => items[head],
    shift,
    unshift: (item) => {
      if (head > 0) {
        head -= 1;
        items[head] = item;
      } else {
        items.unshift(item);
      }
    },
    clear: () => {
      const rest = items.slice(head) as T[];
      items = [];
      head = 0;
      return rest;
    },
  };
}
