// Puts what is seen into the address without another step in the history: the whole query, or the passage alone.
export default function ({ data }) {
  const { query, ref } = data;
  const wanted = new URLSearchParams(query ?? location.search);
  if (query === undefined) {
    if (ref) wanted.set("ref", ref);
    else wanted.delete("ref");
  }
  const search = `?${wanted}`;
  if (search !== location.search) history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
