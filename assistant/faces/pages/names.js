const SAYING = ["aria-label", "title", "alt", "placeholder"];
const WORDED = [
  "[data-testid=stSkipToContent]", "[data-testid=stMultiSelectDropdown] *", "[data-testid=stFileUploaderDropzone] :is(p, span)",
  "[data-testid=stMainMenuPopover] *",
].join();
const ROLES = [
  ['span[role=img][aria-label$=" icon"]', { "aria-hidden": "true" }], // an icon stands beside a word, always
  ['[class*="st-key-asked_"] [data-testid=stElementContainer]:first-child [data-testid=stMarkdownContainer]', { role: "heading", "aria-level": "2" }],
  ["[data-testid=stFileUploaderDropzone]", { role: "group" }],
  [".st-key-side", { role: "region", tabindex: "-1" }],
];
const said = new WeakMap(); // of a node, by what of it speaks: the words of Streamlit, and those in their place

// Streamlit's widgets speak English; here they speak the language of the page, and tell what they are.
function speak(names, passage) {
  const whole = new Map(), open = [];
  for (const [own, other] of Object.entries(names)) {
    if (own.includes("{name}")) open.push([...own.split("{name}"), other]);
    else whole.set(own, other);
  }
  const translated = (text) => {
    if (whole.has(text)) return whole.get(text);
    const found = open.find(([start, end]) => text.length > start.length + end.length && text.startsWith(start) && text.endsWith(end));
    return found ? found[2].replace("{name}", text.slice(found[0].length, text.length - found[1].length)) : text;
  };
  const say = (node, part, now, put) => {
    const held = said.get(node) ?? {};
    const own = held[part]?.[1] === now ? held[part][0] : now;
    const shown = translated(own);
    if (shown === own && !held[part]) return;
    said.set(node, { ...held, [part]: [own, shown] });
    if (shown !== now) put(shown);
  };
  const all = () => {
    document.querySelector(".st-key-side")?.setAttribute("aria-label", passage);
    for (const [where, roles] of ROLES)
      for (const part of document.querySelectorAll(where))
        for (const name in roles) if (part.getAttribute(name) !== roles[name]) part.setAttribute(name, roles[name]);
    for (const name of SAYING)
      for (const part of document.querySelectorAll(`[${name}]`)) say(part, name, part.getAttribute(name), (text) => part.setAttribute(name, text));
    for (const part of document.querySelectorAll(WORDED))
      for (const text of part.childNodes) if (text.nodeType === Node.TEXT_NODE) say(text, "text", text.nodeValue, (words) => (text.nodeValue = words));
  };
  let waits = 0;
  const watch = new MutationObserver(() => (waits ||= requestAnimationFrame(() => { waits = 0; all(); })));
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: [...SAYING, "role"] });
  all();
  return () => { watch.disconnect(); cancelAnimationFrame(waits); };
}

