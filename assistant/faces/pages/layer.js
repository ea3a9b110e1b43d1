const CHIP = 'a[href^="#cite-"]';
const COPY = '[class*="st-key-copy_"]';
const SHARE = 'a[href^="#copy-"]';
const BOX = "[data-testid=stChatInputTextArea], .st-key-editing textarea";
const NEAR = 0.8; // of the limit of a question, from where on its length is told
const WIDE = 1200;
const NARROW = 768;
const within = (event, selector) => event.composedPath().find((node) => node.matches?.(selector));
const codeOf = (link) => decodeURIComponent(link.getAttribute("href").slice("#cite-".length));

function hoverCard(parent) {
  const card = document.createElement("div");
  card.className = "cite-card";
  card.id = "cite-card";
  card.role = "tooltip";
  card.popover = "manual";
  parent.appendChild(card);
  // textContent only: wording from the source is never read as markup.
  const add = (tag, text) => {
    if (!text) return;
    const line = document.createElement(tag);
    line.textContent = text;
    card.append(line);
  };
  return {
    hide() {
      if (card.matches(":popover-open")) card.hidePopover();
    },
    show(link) {
      const item = window.citationCards?.[codeOf(link)];
      if (!item || !card.isConnected) return; // while pages change, the layer of the old one is already gone
      card.replaceChildren();
      add("small", `${item[0]} ${codeOf(link)}`);
      add("b", item[1]);
      for (const line of item.slice(2)) add("small", line);
      link.setAttribute("aria-describedby", card.id);
      card.showPopover();
      const chip = link.getBoundingClientRect();
      const below = chip.bottom + card.offsetHeight + 12 <= innerHeight;
      card.style.left = `${Math.max(8, Math.min(chip.left, innerWidth - card.offsetWidth - 8))}px`;
      card.style.top = `${below ? chip.bottom + 6 : chip.top - card.offsetHeight - 6}px`;
    },
    remove: () => card.remove(),
  };
}

// Tells under a box how much of a question's length is left, once it is near its end.
function count(box) {
  const place = box.closest("[data-testid=stBottom], .st-key-editing")?.querySelector(".counter");
  if (!place) return;
  const length = [...box.value].length;
  const { limit, left, over } = place.dataset;
  const words = length > limit ? over : left;
  place.textContent = length < limit * NEAR ? "" : words.replace("{count}", Math.abs(limit - length));
  place.classList.toggle("over", length > limit);
}

async function copy(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function confirmCopy(place, words) {
  const label = place.matches(SHARE) ? place : place.querySelector("p");
  if (!label || label.dataset.before) return;
  label.dataset.before = label.textContent;
  label.textContent = words;
  setTimeout(() => {
    label.textContent = label.dataset.before;
    delete label.dataset.before;
  }, 1600);
}

// The page may still be drawing: look again until the line is there, for three seconds at most.
function scrollTo(goto, tries = 30) {
  const [boxId, lineId] = goto.split("/");
  const box = document.getElementById(boxId);
  const line = document.getElementById(lineId);
  if (box && line && box.scrollHeight <= box.clientHeight + 1) {
    // In narrow windows the page scrolls, not the box.
    hold(() => document.getElementById(lineId), () => covered() + innerHeight / 8);
    line.focus({ preventScroll: true });
  } else if (box && line) {
    box.scrollTop += line.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
    line.focus({ preventScroll: true });
  } else if (tries) setTimeout(() => scrollTo(goto, tries - 1), 100);
}

// Pixels at the top of the page that the header and the line under it cover.
function covered() {
  const header = document.querySelector("[data-testid=stHeader]")?.offsetHeight ?? 0;
  const bar = document.querySelector(".st-key-titlebar")?.parentElement;
  return header + (bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 12;
}

// Bring part of the page to a height and hold it there while the page settles; any act of the reader ends it, and so
// does what is returned.
function hold(find, height, waits = [50, 200, 450, 800]) {
  let free = true;
  const stop = () => (free = false);
  const move = () => {
    const part = free && find();
    const page = part && part.closest("[data-testid=stAppScrollToBottomContainer], [data-testid=stMain]");
    if (page) page.scrollTop += part.getBoundingClientRect().top - height();
  };
  setTimeout(() => {
    for (const act of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(act, stop, { once: true, capture: true });
  });
  for (const wait of waits) setTimeout(move, wait);
  return stop;
}

// Drawers hang outside the app's root; they learn here whether the page is dark.
function adoptScheme() {
  const app = document.querySelector(".stApp");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
}

// Says aloud what has just come: screen readers read a change of this line, and nobody sees it.
function herald(parent) {
  const line = document.createElement("p");
  line.className = "unseen";
  line.role = "status";
  parent.appendChild(line);
  return line;
}

// Where the reader was before the panel opened: the chip itself, or the one in its place.
function back() {
  const { opener } = shown;
  if (!opener) return;
  shown.opener = null;
  const find = () =>
    opener.isConnected ? opener : document.querySelector(`[data-testid=stChatMessage] a[href="${opener.getAttribute("href")}"]`);
  // What is drawn anew while the page settles loses the focus: it is given again, until the reader goes on.
  let free = true;
  const stop = () => (free = false);
  const give = (tries) => {
    if (free && document.activeElement === document.body) find()?.focus({ preventScroll: true });
    if (free && tries) setTimeout(() => give(tries - 1), 150);
  };
  find()?.focus({ preventScroll: true });
  setTimeout(() => {
    for (const act of ["keydown", "pointerdown"]) addEventListener(act, stop, { once: true, capture: true });
    give(60);
  });
}

// Who opened the panel by keyboard reads on there; Escape leads back.
function enter(tries = 30) {
  const panel = document.querySelector(".st-key-side");
  if (!panel && tries) setTimeout(() => enter(tries - 1), 100);
  if (!panel) return;
  panel.tabIndex = -1;
  panel.focus();
}

const shown = { goto: "", reveal: "", told: "", opener: null, release() {} };

export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.lang;
  adoptScheme();
  const card = hoverCard(parentElement);
  const line = herald(parentElement);
  const silence = speak(data.names, data.passage);
  if (data.told !== shown.told) setTimeout(() => (line.textContent = data.told), 300); // a line that is new is not read
  shown.told = data.told;
  const panel = () => document.querySelector(".st-key-side");

  if (data.goto !== shown.goto && data.goto) scrollTo(data.goto);
  // A long answer is read from its question down; the page by itself would stop at the end.
  if (data.reveal !== shown.reveal && data.reveal) {
    const waits = [50, 200, 450, 800, 1400, 2200, 3200, 4500];
    shown.release(); // what came back is revealed while the empty page still settles
    shown.release = hold(() => document.querySelector(`.st-key-${data.reveal}`), covered, waits);
  }
  shown.goto = data.goto;
  shown.reveal = data.reveal;

  for (const box of document.querySelectorAll(BOX)) count(box);

  const counted = (event) => event.target.matches?.(BOX) && count(event.target);
  const listeners = {
    input: counted,
    keyup: counted, // sending empties the box without an event of its own
    mouseover(event) {
      const link = within(event, CHIP);
      if (link && matchMedia("(hover: hover)").matches) card.show(link);
    },
    mouseout(event) {
      if (within(event, CHIP)) card.hide();
    },
    focusin(event) {
      const link = within(event, CHIP);
      if (link?.matches(":focus-visible")) card.show(link);
    },
    focusout(event) {
      if (within(event, CHIP)) card.hide();
    },
    scroll: () => card.hide(),
    keydown(event) {
      if (event.key !== "Escape") return;
      card.hide();
      if (!panel() || document.querySelector("[role=dialog], [role=listbox], [role=menu]")) return;
      setTriggerValue("open", { code: "", wide: true });
      back();
    },
    click(event) {
      const link = within(event, CHIP);
      const button = within(event, COPY);
      const share = within(event, SHARE);
      // Over a narrow page the sidebar would stay open and hide what was chosen in it.
      if (within(event, "[data-testid=stSidebarNavLink]") && innerWidth < NARROW)
        setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click(), 100);
      if (link) {
        event.preventDefault();
        event.stopPropagation();
        card.hide();
        adoptScheme();
        // The panel takes room from the text: the chip stays where it was clicked.
        const top = link.getBoundingClientRect().top;
        if (!link.closest(".st-key-side")) {
          hold(() => link.isConnected && link, () => top);
          shown.opener = link;
        }
        const wide = innerWidth >= WIDE || Boolean(panel());
        setTriggerValue("open", { code: codeOf(link), wide });
        if (wide && event.detail === 0) setTimeout(enter, 300);
      } else if (within(event, ".st-key-close_panel")) {
        setTimeout(back, 300);
      } else if (share) {
        event.preventDefault();
        event.stopPropagation();
        copy(decodeURIComponent(share.getAttribute("href").slice("#copy-".length))).then(() => confirmCopy(share, data.copied));
      } else if (button) {
        const key = [...button.classList].find((name) => name.startsWith("st-key-copy_")).slice("st-key-".length);
        if (!(key in data.copies)) return;
        event.preventDefault();
        event.stopPropagation();
        copy(data.copies[key]).then(() => confirmCopy(button, data.copied));
      }
    },
  };
  for (const name in listeners) document.addEventListener(name, listeners[name], true);
  return () => {
    for (const name in listeners) document.removeEventListener(name, listeners[name], true);
    silence();
    line.remove();
    card.remove();
  };
}
