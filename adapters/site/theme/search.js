"use strict";
(() => {
  const form = document.querySelector("form.find");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const plain = (text) =>
    text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  let goods = null;
  const load = async () => {
    goods ??= await (await fetch(form.dataset.index)).json();
    return goods;
  };
  const show = async () => {
    const words = plain(form.q.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    count.textContent = "";
    if (!words.length) return;
    const all = (await load()).filter(([name]) => words.every((word) => name.includes(word)));
    count.textContent = all.length ? `${all.length} ${form.dataset.found}` : form.dataset.none;
    for (const [, title, slug] of all.slice(0, 100)) {
      const link = document.createElement("a");
      link.href = `${form.dataset.pages ?? `${form.dataset.root}san-pham/`}${slug}/index.html`;
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.q.addEventListener("input", show);
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  show();
})();
