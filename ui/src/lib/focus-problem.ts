/** On what holds several inputs, such as a list, when the problem may be of none of them in particular. */
const group = "[data-problem]";

/** Leads to the first field that has a problem, once it has been drawn, also where it has been folded away. */
export function focusFirstProblem(root: ParentNode = document): void {
  requestAnimationFrame(() => {
    const found = root.querySelector<HTMLElement>(`[aria-invalid="true"], ${group}`);
    if (!found) return;
    const folded = found.closest("details");
    if (folded) folded.open = true;
    inputIn(found)?.focus();
  });
}

function inputIn(found: HTMLElement): HTMLElement | null {
  if (!found.matches(group)) return found;
  return found.querySelector<HTMLElement>('[aria-invalid="true"]') ?? found.querySelector("input, button");
}
