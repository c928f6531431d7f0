// <aftercare-article src="https://clinic.example/embed/en/….json"><a href="…">…</a></aftercare-article>
// What the element holds stays until the article is here, and stays for good if it cannot be had.
{
  const TAGS =
    /^(a|abbr|address|article|aside|b|blockquote|br|caption|cite|code|col|colgroup|dd|details|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|li|mark|nav|ol|p|picture|q|s|section|small|source|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|wbr)$/;
  const ATTRIBUTES =
    /^(alt|aria-[a-z]+|class|colspan|datetime|dir|headers|height|href|id|lang|loading|media|role|rowspan|scope|sizes|src|srcset|start|tabindex|title|type|value|width)$/;
  const SAFE = /^(https?:|mailto:|tel:|#)/i;
  const sheets = new Map();

  const get = (url) =>
    fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" }).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer;
    });

  const sheet = (url) => {
    if (!sheets.has(url)) {
      const made = get(url)
        .then((answer) => answer.text())
        .then((css) => new CSSStyleSheet().replace(css));
      made.catch(() => sheets.delete(url));
      sheets.set(url, made);
    }
    return sheets.get(url);
  };

  // No markup is parsed here, and no element or attribute is made that is not on the lists.
  const build = (node) => {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    if (!TAGS.test(tag)) return document.createTextNode("");
    const element = document.createElement(tag);
    if ("referrerPolicy" in element) element.referrerPolicy = "no-referrer";
    for (const [name, value] of Object.entries(attributes)) {
      const unsafe = /^(href|src)$/.test(name) && !SAFE.test(value);
      if (ATTRIBUTES.test(name) && !unsafe) element.setAttribute(name, value);
    }
    element.append(...children.map(build));
    return element;
  };

  class AftercareArticle extends HTMLElement {
    static observedAttributes = ["src"];
    #src;

    attributeChangedCallback() {
      if (this.isConnected) this.load();
    }

    connectedCallback() {
      this.load();
    }

    async load() {
      const given = this.getAttribute("src");
      if (!given || given === this.#src) return;
      this.#src = given;
      try {
        const src = new URL(given, document.baseURI);
        const data = get(src).then((answer) => answer.json());
        const [article, style] = await Promise.all([data, sheet(new URL("../../embed.css", src).href)]);
        if (given === this.#src) this.show(article, style);
      } catch (error) {
        console.warn("aftercare-article:", error);
      }
    }

    show({ locale, nodes }, style) {
      const view = document.createElement("div");
      view.className = "aftercare";
      view.lang = locale;
      view.append(...nodes.map(build));
      const root = this.shadowRoot || this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.replaceChildren(view);
    }
  }

  if (!customElements.get("aftercare-article")) customElements.define("aftercare-article", AftercareArticle);
}
