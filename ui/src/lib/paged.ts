import {
  type InfiniteData,
  type UseSuspenseInfiniteQueryOptions,
  useSuspenseInfiniteQuery,
} from "@tanstack/react-query";
import type { Page } from "./api/queries";

type PagesQuery<Item> = UseSuspenseInfiniteQueryOptions<
  Page<Item>,
  Error,
  InfiniteData<Page<Item>, string | undefined>,
  // biome-ignore lint/suspicious/noExplicitAny: the query's key is its own affair
  any,
  string | undefined
>;

/** The rows of a list that the server gives in pages, as tables take them. */
export function usePaged<Item>(query: unknown) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useSuspenseInfiniteQuery(
    query as PagesQuery<Item>,
  );
  return {
    rows: data.pages.flatMap((page) => page.items),
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    refetch,
  };
}
