// The demo page: shows what the server tells (a stream of events) and passes on what people do on the phones.
// Messages come in the shape of the Bot API; text is only ever put on the page as text, never as HTML.

const TRY = {
  anna: {
    words: "Anna helpt in het buurthuis. Typ een vraag, of tik op een voorbeeld:",
    chips: ["Hoe ga ik om met iemand die steeds boos wordt?", "OMA", "Een bezoeker zegt dat hij niet meer wil leven"],
  },
  dirk: { words: "Dirk komt naar bijeenkomsten in de wijk. Tik op Starten, of typ een bericht." },
  bram: {
    words: "Bram is coach en beheerder. Hij ziet hier wat een coach van Wijkmaat krijgt. Probeer:",
    chips: ["/cijfers", "/weekoverzicht", "/bijeenkomsten"],
  },
  coaches: {
    words: "In een groep luistert Wijkmaat alleen naar opdrachten, en naar wie @wijkmaat_bot noemt. Probeer:",
    chips: ["/vraag Er zit steeds iemand alleen. Wat kan ik doen?", "/lsd"],
  },
};
const ATTACH = {
  sticker: ["👍", "Sticker"], photo: ["🖼️", "Foto"], voice: ["🎤", "Spraakbericht"],
  location: ["📍", "Locatie"], document: ["📄", "Bestand"], contact: ["👤", "Contact"],
};
const ZONE = { timeZone: "Europe/Amsterdam" };
const TIME = new Intl.DateTimeFormat("nl-NL", { ...ZONE, hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("nl-NL", { ...ZONE, weekday: "long", day: "numeric", month: "long" });
const DATE = new Intl.DateTimeFormat("nl-NL", { ...ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?|tel|mailto):/i;
const TYPING_LASTS = 5000, TOAST_LASTS = 4000, BUSY_LASTS = 8000;

const phones = new Map();
let bot = { id: 0, username: "" };
let clockAhead = 0;

const $ = (selector, root = document) => root.querySelector(selector);

function make(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child != null));
  return node;
}

async function tell(deed, details = {}) {
  try {
    const answer = await fetch(`/do/${deed}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(details),
    });
    const said = await answer.json();
    if (!answer.ok) phones.get(details.phone)?.toast(said.fault);
    return answer.ok ? said : null;
  } catch {
    phones.get(details.phone)?.toast("De demo is even niet bereikbaar.");
    return null;
  }
}

// Text with entities: offsets count UTF-16 units, just like JavaScript.
function formatted(text, entities = [], phone) {
  const box = document.createDocumentFragment();
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(box, 0, text.length);
  return box;

  function fill(parent, from, to) {
    let at = from;
    while (sorted.length && sorted[0].offset < to) {
      const entity = sorted.shift();
      const start = Math.max(entity.offset, at), end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      parent.append(text.slice(at, start));
      const node = entityNode(entity, text.slice(start, end), phone);
      fill(node, start, end);
      parent.append(node);
      at = end;
    }
    parent.append(text.slice(at, to));
  }
}

function entityNode(entity, words, phone) {
  if (TAGS[entity.type]) return make(TAGS[entity.type]);
  if (entity.type === "spoiler") {
    const node = make("button", { type: "button", className: "spoiler", title: "Tik om te lezen" });
    node.addEventListener("click", () => node.classList.toggle("open"));
    return node;
  }
  if (entity.type === "bot_command") {
    const node = make("button", { type: "button", className: "command" });
    node.addEventListener("click", () => phone.say(words));
    return node;
  }
  const link = { text_link: entity.url, url: words, email: `mailto:${words}` }[entity.type];
  return link && SAFE_LINK.test(link) ? linkTo(link, phone) : make("span");
}

function linkTo(url, phone) {
  const node = make("a", { href: url, rel: "noopener noreferrer" });
  if (!/^(tel|mailto):/i.test(url)) node.target = "_blank";
  const deep = url.match(new RegExp(`^https?://t\\.me/${bot.username}(?:\\?start=([\\w-]*))?$`, "i"));
  if (deep) {
    node.removeAttribute("target");
    node.addEventListener("click", (event) => {
      event.preventDefault();
      tell("start", { phone: phone.key, payload: deep[1] ?? "" });
    });
  }
  return node;
}

class Phone {
  constructor(known) {
    this.key = known.key;
    this.userId = known.user_id;
    this.isGroup = known.is_group;
    this.name = known.name;
    this.node = $("#phone").content.firstElementChild.cloneNode(true);
    this.list = $(".messages", this.node);
    this.box = $("textarea", this.node);
    this.nodes = new Map();
    this.unread = 0;
    this.#label(known);
    this.#listen();
  }

  #label({ key, name, role, is_group: isGroup }) {
    const title = isGroup ? `Groep ${name}` : `${role[0].toUpperCase()}${role.slice(1)} ${name}`;
    this.node.id = `phone-${key}`;
    $(".owner", this.node).append(name, make("span", {}, ` · ${role}`));
    $(".avatar", this.node).textContent = isGroup ? "CO" : "W";
    $(".chat-name", this.node).textContent = isGroup ? name : "Wijkmaat";
    this.resting = isGroup ? "Bram en Wijkmaat" : "bot";
    this.node.setAttribute("aria-label", title);
    this.list.setAttribute("aria-label", `Gesprek, ${title}`);
    this.box.id = `box-${key}`;
    const label = $("label", this.node);
    label.htmlFor = this.box.id;
    label.textContent = isGroup ? `Bericht van Bram in ${name}` : `Bericht van ${name}`;
    this.#rest();
  }

  #listen() {
    $(".composer", this.node).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.box.addEventListener("input", () => this.#typed());
    $(".start", this.node).addEventListener("click", () => {
      tell("start", { phone: this.key });
      this.box.focus();
    });
    this.list.addEventListener("scroll", () => this.#showDown(), { passive: true });
    $(".down", this.node).addEventListener("click", () => {
      this.list.scrollTo({ top: this.list.scrollHeight, behavior: "smooth" });
      this.list.focus();
    });
    popup($(".menu-button", this.node), $(".popup.menu", this.node));
    popup($(".attach-button", this.node), $(".popup.attach", this.node));
    $(".popup.attach", this.node).append(...Object.entries(ATTACH).map(([kind, [icon, label]]) => {
      const choice = make("button", { type: "button" }, make("span", { ariaHidden: "true" }, icon), label);
      choice.addEventListener("click", () => tell("send", { phone: this.key, kind }));
      return make("li", {}, choice);
    }));
  }

  // What people do

  say(text) {
    if (text.trim()) tell("say", { phone: this.key, text });
  }

  forget() {
    this.box.value = "";
    this.#typed();
  }

  #submit() {
    this.say(this.box.value);
    this.forget();
  }

  #typed() {
    this.box.style.height = "";
    if (this.box.value) this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 130)}px`;
    const asked = this.box.value.match(new RegExp(`^@${bot.username} (.*)$`, "is"));
    clearTimeout(this.inlineTimer);
    if (asked) this.inlineTimer = setTimeout(() => tell("inline", { phone: this.key, query: asked[1].trim() }), 300);
    else $(".results", this.node).hidden = true;
  }

  // What the server tells

  showAll({ messages, commands, started }) {
    this.list.setAttribute("aria-busy", "true");
    this.list.replaceChildren();
    this.nodes.clear();
    this.lastDay = null;
    this.unread = 0;
    this.#rest();
    this.#hint(messages);
    messages.forEach((message) => this.#append(message));
    this.showCommands(commands);
    this.#started(started);
    this.list.scrollTop = this.list.scrollHeight;
    this.list.removeAttribute("aria-busy");
    this.#showDown();
  }

  showCommands(commands) {
    const items = commands.map(({ command, description }) => {
      const choice = make("button", { type: "button" }, make("b", {}, `/${command}`), make("span", {}, description));
      choice.addEventListener("click", () => this.say(this.isGroup ? `/${command}@${bot.username}` : `/${command}`));
      return make("li", {}, choice);
    });
    const none = make("li", {}, make("p", {}, "Er zijn nog geen opdrachten."));
    $(".popup.menu", this.node).replaceChildren(...(items.length ? items : [none]));
  }

  add(message) {
    const mine = message.from.id === this.userId;
    if (mine) {
      this.#started(true);
      this.anchor = null;
    } else {
      this.#rest();
    }
    const node = this.#append(message);
    node.classList.add("new");
    if (!mine && !this.anchor) this.anchor = node;
    this.#follow();
    if (!mine && this.node.offsetParent === null) {
      this.unread += 1;
      showTabs();
    }
  }

  change(message) {
    const old = this.nodes.get(message.message_id);
    if (!old) return;
    const hadFocus = old.contains(document.activeElement);
    const changed = this.#messageNode(message);
    old.replaceWith(changed);
    this.nodes.set(message.message_id, changed);
    // Who tapped a button with the keyboard stays where they were.
    if (hadFocus) ($(".key", changed) ?? this.list).focus();
    if (changed.offsetTop < this.list.scrollTop) this.list.scrollTop = changed.offsetTop - 8;
    else if (changed.offsetTop + changed.offsetHeight > this.list.scrollTop + this.list.clientHeight) {
      this.anchor = changed;
      this.#follow();
    }
  }

  remove(id) {
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
  }

  typing() {
    const status = $(".chat-status", this.node);
    status.textContent = this.isGroup ? "Wijkmaat typt" : "typt";
    status.classList.add("typing");
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.#rest(), TYPING_LASTS);
  }

  notice(text, alert) {
    for (const key of this.list.querySelectorAll(".key[aria-busy]")) key.removeAttribute("aria-busy");
    if (text) this.toast(text, alert ? 3 * TOAST_LASTS : TOAST_LASTS);
  }

  toast(text, lasts = TOAST_LASTS) {
    const toast = $(".toast", this.node);
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, lasts);
  }

  showResults(queryId, results) {
    const box = $(".results", this.node);
    const items = results.map(({ id, title, description }) => {
      const choice = make("button", { type: "button" }, make("strong", {}, title), make("small", {}, description ?? ""));
      choice.addEventListener("click", () => {
        this.forget();
        this.box.focus();
        tell("choose", { phone: this.key, query_id: queryId, result_id: id });
      });
      return choice;
    });
    box.replaceChildren(...(items.length ? items : [make("p", {}, "Geen tip gevonden. Probeer een ander woord.")]));
    box.hidden = !this.box.value.startsWith(`@${bot.username} `);
  }

  // How it looks

  #hint(messages) {
    const hint = TRY[this.key];
    if (!hint || messages.length) return;
    const chips = (hint.chips ?? []).map((words) => {
      const chip = make("button", { type: "button", className: "chip" }, words);
      chip.addEventListener("click", () => {
        this.say(words);
        this.box.focus({ preventScroll: true });
      });
      return chip;
    });
    this.list.append(make("div", { className: "hint" }, make("p", {}, hint.words), ...chips));
  }

  #append(message) {
    const day = DAY.format(message.date * 1000);
    if (day !== this.lastDay) this.list.append(make("div", { className: "day" }, day));
    this.lastDay = day;
    const node = this.#messageNode(message);
    this.nodes.set(message.message_id, node);
    this.list.append(node);
    return node;
  }

  #messageNode(message) {
    const mine = message.from.id === this.userId;
    const who = mine ? "Jij" : message.from.first_name;
    const quoted = message.reply_to_message;
    const meta = make("span", { className: "meta" },
      message.edit_date ? make("span", {}, "bewerkt") : null,
      make("time", { dateTime: new Date(message.date * 1000).toISOString() }, TIME.format(message.date * 1000)));
    const bubble = make("div", { className: "bubble" },
      make("span", { className: this.isGroup && !mine ? "sender" : "unseen" }, this.isGroup && !mine ? who : `${who}: `),
      message.via_bot ? make("span", { className: "sender" }, `via @${message.via_bot.username}`) : null,
      quoted ? make("span", { className: "quote" }, quoted.text ?? quoted.caption ?? "bericht") : null,
      mediaNode(message),
      textNode(message, this),
      meta);
    const node = make("article", { className: mine ? "message mine" : "message" }, bubble);
    const rows = message.reply_markup?.inline_keyboard;
    if (rows) node.append(this.#keys(message.message_id, rows));
    return node;
  }

  #keys(messageId, rows) {
    const lines = rows.map((row) => make("div", {}, ...row.map((button) => this.#key(messageId, button))));
    return make("div", { className: "keys" }, ...lines);
  }

  #key(messageId, button) {
    if (button.url) {
      const link = linkTo(button.url, this);
      link.className = "key";
      link.append(`${button.text} ↗`);
      return link;
    }
    const key = make("button", { type: "button", className: "key" }, button.text);
    key.addEventListener("click", () => {
      if (button.callback_data != null) {
        this.anchor = null;
        key.setAttribute("aria-busy", "true");
        setTimeout(() => key.removeAttribute("aria-busy"), BUSY_LASTS);
        tell("tap", { phone: this.key, message_id: messageId, data: button.callback_data });
      } else {
        share(this, button.switch_inline_query ?? button.switch_inline_query_current_chat ?? "");
      }
    });
    return key;
  }

  // Shows the newest, but never hides the beginning of a long answer.
  #follow() {
    const bottom = this.list.scrollHeight - this.list.clientHeight;
    this.list.scrollTop = this.anchor ? Math.min(bottom, this.anchor.offsetTop - this.list.offsetTop - 8) : bottom;
    this.#showDown();
  }

  #showDown() {
    const left = this.list.scrollHeight - this.list.clientHeight - this.list.scrollTop;
    $(".down", this.node).hidden = left < 60;
  }

  #started(started) {
    $(".start", this.node).hidden = started;
  }

  #rest() {
    const status = $(".chat-status", this.node);
    status.textContent = this.resting;
    status.classList.remove("typing");
  }
}

function textNode(message, phone) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return make("div", { className: "text" }, formatted(text, message.entities ?? message.caption_entities, phone));
}

function mediaNode(message) {
  if (message.photo) {
    const { file_id: id } = message.photo.at(-1);
    return make("a", { href: `/file/${id}`, target: "_blank" }, make("img", { className: "photo", src: `/file/${id}`, alt: "Foto" }));
  }
  if (message.document) {
    const { file_id: id, file_name: name, file_size: size } = message.document;
    return make("a", { className: "file", href: `/file/${id}`, download: name },
      make("span", { className: "icon", ariaHidden: "true" }, "↓"),
      make("span", {}, name, make("small", {}, `${Math.max(1, Math.round(size / 1024))} kB, downloaden`)));
  }
  if (message.sticker || message.dice) return make("span", { className: "big", role: "img", ariaLabel: "Sticker" }, (message.sticker ?? message.dice).emoji);
  if (message.voice) return fileLike("🎤", "Spraakbericht", `${message.voice.duration} seconden`);
  if (message.location) return fileLike("📍", "Locatie", "gedeeld vanaf de telefoon");
  if (message.contact) return fileLike("👤", message.contact.first_name, message.contact.phone_number);
  if (message.poll) return fileLike("📊", message.poll.question, "peiling");
  if (message.migrate_from_chat_id || message.migrate_to_chat_id) return make("em", {}, "De groep is omgezet.");
  return null;
}

function fileLike(icon, title, about) {
  return make("span", { className: "file" },
    make("span", { className: "icon", ariaHidden: "true" }, icon), make("span", {}, title, make("small", {}, about)));
}

// A button "delen": in Telegram you choose a chat. Here that is the group; whoever is in the group shares into it.
function share(from, query) {
  const to = phones.get("coaches") ?? from;
  showPhone(to.key);
  to.box.value = `@${bot.username} ${query}`;
  to.box.dispatchEvent(new Event("input"));
  to.box.focus();
}

function popup(button, list) {
  const show = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) $("button", list)?.focus();
  };
  button.addEventListener("click", () => show(list.hidden));
  list.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    show(false);
    button.focus();
  });
  const around = button.parentElement;
  around.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const choices = [...list.querySelectorAll("button")];
    const at = choices.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      show(false);
      button.focus();
    } else if (step && choices.length) {
      event.preventDefault();
      choices[(at + step + choices.length) % choices.length].focus();
    }
  });
  around.addEventListener("focusout", (event) => {
    if (!list.hidden && !around.contains(event.relatedTarget)) show(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.hidden && !around.contains(event.target)) show(false);
  });
}

// Tabs, for narrow screens

function showPhone(key) {
  for (const phone of phones.values()) phone.node.classList.toggle("shown", phone.key === key);
  phones.get(key).unread = 0;
  showTabs();
}

function showTabs() {
  const bar = $(".tabs");
  for (const phone of phones.values()) {
    const tab = $(`#tab-${phone.key}`, bar);
    const chosen = phone.node.classList.contains("shown");
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    const short = phone.isGroup ? "Groep" : phone.name;
    const count = phone.unread ? make("span", { className: "count" }, String(phone.unread), make("span", { className: "unseen" }, " nieuw")) : null;
    tab.replaceChildren(short, ...(count ? [count] : []));
  }
}

function buildTabs() {
  const bar = $(".tabs");
  const keys = [...phones.keys()];
  bar.replaceChildren(...keys.map((key) => {
    const tab = make("button", { type: "button", id: `tab-${key}`, className: "tab", role: "tab" });
    tab.setAttribute("aria-controls", `phone-${key}`);
    tab.addEventListener("click", () => showPhone(key));
    return tab;
  }));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = keys.findIndex((key) => phones.get(key).node.classList.contains("shown"));
    const next = keys[(at + step + keys.length) % keys.length];
    showPhone(next);
    $(`#tab-${next}`).focus();
  });
}

// The clock

function showClock() {
  const now = new Date(Date.now() + clockAhead);
  $("#clock").textContent = `${DATE.format(now)}, ${TIME.format(now)}`;
}

function setClock(iso) {
  clockAhead = new Date(iso) - Date.now();
  showClock();
}

for (const button of document.querySelectorAll("[data-clock]")) {
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    await tell("clock", { to: button.dataset.clock });
    button.removeAttribute("aria-busy");
    $("#clock-said").textContent = `Het is nu ${$("#clock").textContent}.`;
  });
}
$("#restart").addEventListener("click", () => $("#sure").showModal());
$("#sure").addEventListener("close", () => {
  if ($("#sure").returnValue === "yes") tell("restart");
  $("#sure").returnValue = "";
});
setInterval(showClock, 5000);

// What the server tells

const HEARD = {
  state({ now, bot: known, phones: all }) {
    bot = known;
    setClock(now);
    if (!phones.size) {
      for (const one of all) phones.set(one.key, new Phone(one));
      $("#phones").replaceChildren(...[...phones.values()].map((phone) => phone.node));
      buildTabs();
      showPhone(all[0].key);
    }
    for (const one of all) phones.get(one.key).showAll(one);
    showTabs();
    $("#wait").hidden = true;
    document.body.dataset.ready = "true";
  },
  wait() {
    $("#wait").hidden = false;
    for (const phone of phones.values()) phone.forget();
  },
  clock: ({ now }) => setClock(now),
  message: ({ phone, message }) => phones.get(phone).add(message),
  edited: ({ phone, message }) => phones.get(phone).change(message),
  deleted: ({ phone, message_id: id }) => phones.get(phone).remove(id),
  action: ({ phone }) => phones.get(phone).typing(),
  notice: ({ phone, text, alert }) => phones.get(phone).notice(text, alert),
  inline: ({ phone, query_id: id, results }) => phones.get(phone).showResults(id, results),
  commands: ({ phone, commands }) => phones.get(phone).showCommands(commands),
};

function listen() {
  const stream = new EventSource("/events");
  stream.addEventListener("open", () => { $("#lost").hidden = true; });
  stream.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    HEARD[event.what]?.(event);
  });
  stream.addEventListener("error", () => {
    $("#lost").hidden = false;
    // A browser gives up after some faults; we do not.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}
listen();
