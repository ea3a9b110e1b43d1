const seen = new Map(); // of each name: the session that asked, what was last known to be held, whether that was told

// Tells each session once what this browser keeps under a name, if anything, then keeps there what the page has.
export default function ({ data, setTriggerValue }) {
  const { name, text, session, known, refused, follow } = data;
  const tell = (told) => setTriggerValue("told", told);
  // Only other windows of the same browser cause this event.
  const changed = (event) => {
    if (event.key !== name) return;
    const held = event.newValue ?? "";
    seen.set(name, { session, held, told: true });
    tell({ text: held, again: true });
  };
  try {
    if (seen.get(name)?.session !== session) {
      const held = localStorage.getItem(name) ?? "";
      const told = held !== "" && !known;
      seen.set(name, { session, held, told });
      if (told) tell({ text: held, again: false });
    }
    const last = seen.get(name);
    const held = localStorage.getItem(name) ?? "";
    const waits = !known && last.told; // what was held is on its way
    if (!waits && follow && held !== last.held) {
      changed({ key: name, newValue: held }); // by another window, while this page was not shown
    } else if (!waits && text !== last.held) {
      if (text) localStorage.setItem(name, text);
      else localStorage.removeItem(name);
      last.held = text;
    }
  } catch {
    if (!refused) tell({ refused: true }); // storage is switched off, or full
  }
  if (follow) addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}
