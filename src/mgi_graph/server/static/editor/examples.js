// The saved queries as examples: a list that the server wrote, searched and loaded here.

/** Let a reader search the list and load a query from it with `load`. */
export function bindExamples(root, queries, load) {
  const byName = new Map(queries.map((query) => [query.name, query]));
  const search = root.querySelector("input");
  const status = root.querySelector("[role=status]");
  const items = [...root.querySelectorAll("[data-query]")];
  root.querySelector(".examples-search").hidden = false;
  search.addEventListener("input", () => {
    const found = filter(root, items, byName, search.value);
    status.textContent = search.value ? `${found} of ${items.length} questions` : "";
  });
  for (const item of items) {
    item.querySelector("a").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab is what was asked for
      event.preventDefault();
      load(byName.get(item.dataset.query));
    });
  }
}

function filter(root, items, byName, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const item of items) {
    const { name, title, theme } = byName.get(item.dataset.query);
    const said = `${name} ${title} ${theme}`.toLowerCase();
    item.hidden = !words.every((word) => said.includes(word));
    found += !item.hidden;
  }
  for (const group of root.querySelectorAll(".examples-theme")) group.hidden = !group.querySelector("[data-query]:not([hidden])");
  return found;
}
