import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { DataTable, unpaged } from "./data-table";

const columns = [{ id: "name", header: "Name", cell: (item: { name: string }) => item.name }];

it("a table says how many rows it has once it knows, and offers the next page until then", async () => {
  let asked = 0;
  const paged = { rows: [{ name: "a" }], hasMore: true, loadingMore: false, loadMore: () => asked++ };
  const { rerender } = render(
    <DataTable label="Things" columns={columns} paged={paged} rowKey={(item) => item.name} />,
  );
  expect(screen.getByRole("table", { name: "Things" }).getAttribute("aria-rowcount")).toBe("-1");
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(asked).toBe(1);
  rerender(
    <DataTable
      label="Things"
      columns={columns}
      paged={unpaged([{ name: "a" }, { name: "b" }])}
      rowKey={(item) => item.name}
    />,
  );
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("3");
  expect(screen.queryByRole("button")).toBeNull();
});

it("a long table keeps only a part of its rows in the document", () => {
  const rows = Array.from({ length: 5000 }, (_, index) => ({ name: `row ${index}` }));
  render(<DataTable label="Things" columns={columns} paged={unpaged(rows)} rowKey={(item) => item.name} />);
  expect(screen.getAllByRole("row").length).toBeLessThan(400);
});
