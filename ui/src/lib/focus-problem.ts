/** Leads to the first field that has a problem, once it has been drawn. */
export function focusFirstProblem(root: ParentNode = document): void {
  requestAnimationFrame(() => root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
