/** Of items with the same key, the first one; in their order. */
export const firstOfEach = <Item>(all: readonly Item[], key: (item: Item) => string): Item[] =>
  [...new Map(all.toReversed().map((each) => [key(each), each])).values()].toReversed();
