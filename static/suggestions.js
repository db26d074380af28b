// The list of suggestions under a field: accounts, parties, items. Who uses it says what to suggest and what a choice does.
window.hoptac = {
  // Without accents and case: 'Đặng' and 'dang' meet here.
  fold: (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase(),

  // take(field, item): called with the chosen item { value, id }.
  suggestions(take) {
    "use strict";
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    (document.querySelector("main") || document.body).append(list);
    let owner = null;
    let asked = 0;

    // options: [{ value, label, id, more }]; one whose id begins with "new" adds something, and is never marked by itself.
    function open(field, options) {
      owner = field;
      list.replaceChildren(...options.map((option, place) => {
        const item = document.createElement("li");
        item.id = `suggestion-${place}`;
        item.setAttribute("role", "option");
        item.dataset.value = option.value;
        item.dataset.id = option.id || "";
        item.textContent = option.label;
        if (option.more) {
          const more = document.createElement("small");
          more.textContent = option.more;
          item.append(" ", more);
        }
        return item;
      }));
      list.hidden = options.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
      if (list.hidden) return field.removeAttribute("aria-activedescendant");
      const box = field.getBoundingClientRect();
      const space = document.documentElement.clientWidth - list.offsetWidth;
      Object.assign(list.style, { left: `${Math.max(0, Math.min(box.left, space)) + scrollX}px`, top: `${box.bottom + scrollY}px` });
      mark(options[0].id?.startsWith("new") ? -1 : 0);
    }

    function mark(place) {
      const items = [...list.children];
      items.forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
      items[place]?.scrollIntoView({ block: "nearest" });
      owner.setAttribute("aria-activedescendant", items[place]?.id || "");
    }

    const marked = () => [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");

    function close() {
      list.hidden = true;
      owner?.setAttribute("aria-expanded", "false");
      owner?.removeAttribute("aria-activedescendant");
      owner = null;
    }

    function choose(item) {
      const field = owner;
      field.value = item.dataset.value;
      close();
      take(field, { value: item.dataset.value, id: item.dataset.id });
      return field;
    }

    // From an address that answers [{ id, name, … }] for ?q=…; `shown` makes an option of each.
    async function ask(field, address, shown) {
      const turn = ++asked;
      if (!field.value.trim()) return close();
      const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}q=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || turn !== asked || document.activeElement !== field) return;
      open(field, (await answer.json()).map(shown));
    }

    // Keys of an open list: up, down, Tab takes the marked one, Escape closes. True where the key was meant for the list.
    function key(event) {
      const field = event.target;
      if (owner !== field || list.hidden) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const count = list.children.length;
        mark((Math.max(marked(), event.key === "ArrowDown" ? -1 : 0) + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
        return true;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        close();
        return true;
      }
      const item = list.children[marked()];
      if ((event.key === "Tab" || event.key === "Enter") && item) choose(item);
      return false;
    }

    // `chosen` is called after a choice by pointer.
    function attach(root, fields, chosen = () => {}) {
      list.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        const item = event.target.closest("li");
        if (item) chosen(choose(item));
      });
      root.addEventListener("focusout", () => setTimeout(() => owner && document.activeElement !== owner && close()));
      fields.forEach((field) => {
        field.setAttribute("role", "combobox");
        field.setAttribute("aria-autocomplete", "list");
        field.setAttribute("aria-controls", "suggestions");
        field.setAttribute("aria-expanded", "false");
      });
    }

    return { open, close, ask, key, attach };
  },
};
