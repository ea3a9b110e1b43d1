const seen = new Map(); // what each name was last known to hold, by this page

// Tells the page once what this browser keeps under a name, then keeps there what the page has.
export default function ({ data, setTriggerValue }) {
  const { name, text, known, refused, follow } = data;
  const tell = (told) => setTriggerValue("told", told);
  const noted = (held, again) => {
    seen.set(name, held);
    tell({ text: held, again });
  };
  try {
    if (!known) noted(localStorage.getItem(name) ?? "", false);
    else if (text !== seen.get(name)) {
      if (text) localStorage.setItem(name, text);
      else localStorage.removeItem(name);
      seen.set(name, text);
    }
  } catch {
    if (!refused) tell({ refused: true }); // storage is switched off, or full
  }
  // Only other windows of the same browser cause this event.
  const changed = (event) => event.key === name && noted(event.newValue ?? "", true);
  if (follow) addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}
