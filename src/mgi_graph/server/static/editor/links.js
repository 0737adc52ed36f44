// Addresses that carry a query: the permalink of the page, and the files of an answer.

// Beyond this, browsers and proxies may refuse an address; the query then stands in the fragment, or is sent by POST.
const LONGEST = 7000;

/** Return the address of the page with a query in it. */
export function permalink(page, query) {
  const search = `${page}?${new URLSearchParams({ query })}`;
  return search.length <= LONGEST ? search : `${page}#${new URLSearchParams({ query })}`;
}

/** Return the query that the fragment of an address carries, or `null`. */
export const queryInFragment = (hash) => new URLSearchParams(hash.slice(1)).get("query");

/** List the files that an answer can be had as: name, address, name of the file. */
export function downloads(answer, query, config) {
  return config.downloads[answer.kind].map(({ name, form }) => {
    const href = `${config.endpoint}?${new URLSearchParams({ query, format: form })}`;
    const isLong = href.length > LONGEST;
    return { name, file: `answer.${form}`, href: isLong ? config.endpoint : href, click: isLong ? post(query, form, config) : undefined };
  });
}

const post = (query, form, config) => (event) => {
  event.preventDefault();
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: config.endpoint, hidden: true });
  for (const [name, value] of Object.entries({ query, format: form })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
  sent.remove();
};
