import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api } from "./api/client";

/** How long typing rests before it is asked which ids are taken, in milliseconds. */
const rest = 250;

const longestId = 64;

/** The id, or the first of its numbered kin that nobody has. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) {
    const end = `-${number}`;
    id = `${wanted.slice(0, longestId - end.length).replace(/-+$/, "")}${end}`;
  }
  return id;
}

/** The ids of a project's workflows that are like this one, so far as they are known. */
export function useTakenIds(project: string, wanted: string): ReadonlySet<string> {
  const [rested, setRested] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), rest);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data } = useQuery({
    queryKey: ["workflows", project, "taken", rested],
    enabled: rested !== "",
    queryFn: async () => {
      const params = { path: { project }, query: { text: rested, limit: 200 } };
      const { items } = await answer(api.GET("/api/v1/projects/{project}/workflows", { params }));
      return new Set(items.map(({ id }) => id));
    },
  });
  return data ?? none;
}

const none: ReadonlySet<string> = new Set();
